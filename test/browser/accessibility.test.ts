import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { serveDemo } from "./demo.ts";
import { ask, askedBack, dialog, input, openPanel, suggestions } from "./resident.ts";

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  hasTouch: true,
  isMobile: true,
};
const demo = serveDemo();

const settings: [name: string, options: BrowserContextOptions][] = [
  ["on a desktop", {}],
  ["on a phone", phone],
  ["in dark colours", { colorScheme: "dark" }],
  ["in forced colours", { forcedColors: "active" }],
];

test.each(settings)("the open panel has no serious accessibility problem %s", async (_name, options) => {
  const page = await demo.visit(options);
  await openPanel(page);
  await page.getByRole("button", { name: "児童手当の申請方法を教えて" }).waitFor();
  expect(await seriousProblems(page), "the greeting").toEqual([]);
  const turn = await ask(page, "粗大ごみを出すには、どうすればよいですか。");
  await turn.getByRole("button", { name: "出典1", exact: true }).click();
  await turn.getByRole("button", { name: /出典（/ }).click();
  await turn.getByRole("button", { name: "いいえ", exact: true }).click();
  await turn.getByRole("textbox").waitFor();
  expect(await seriousProblems(page), "an answer with its sources").toEqual([]);
  await askedBack(page);
  await ask(page, "もう死にたい");
  await ask(page, "パスポートの写真の料金はイオンでいくら");
  expect(await seriousProblems(page), "the other outcomes").toEqual([]);
  await input(page).fill("児童手当");
  await suggestions(page).waitFor();
  expect(await seriousProblems(page), "the suggestions").toEqual([]);
});

test("the demonstration homepage has no serious accessibility problem", async () => {
  expect(await seriousProblems(await demo.visit())).toEqual([]);
});

test("the panel fills a phone's screen, and nothing is wider than it", async () => {
  const page = await demo.visit(phone);
  await openPanel(page);
  const turn = await ask(page, "粗大ごみの手数料はいくらですか。");
  await turn.getByRole("button", { name: /出典（/ }).click();
  expect(await dialog(page).boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(390);
  const log = await page.getByRole("log").evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(log).toBeLessThanOrEqual(0);
});

test("the panel does not raise the keyboard of a phone over the greeting", async () => {
  const page = await demo.visit(phone);
  await openPanel(page);
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName)).toBe("H2");
});

test("every control on a phone is large enough for a finger", async () => {
  const page = await demo.visit(phone);
  await openPanel(page);
  await ask(page, "粗大ごみを出すには、どうすればよいですか。");
  const small = [];
  for (const button of await dialog(page).getByRole("button").all()) {
    const box = await button.boundingBox();
    if (box && Math.min(box.width, box.height) < 24) small.push({ name: await button.innerText(), ...box });
  }
  expect(small).toEqual([]);
});

test("text enlarged to twice its size is still within the panel", async () => {
  const page = await demo.visit({ viewport: { width: 640, height: 512 } });
  await openPanel(page);
  await ask(page, "粗大ごみを出すには、どうすればよいですか。");
  expect(await input(page).isVisible()).toBe(true);
  expect((await page.getByRole("log").boundingBox())!.height).toBeGreaterThan(100);
});

/** Violations of WCAG 2.2 AA and axe's best practices that it calls serious or critical. */
async function seriousProblems(page: Page): Promise<object[]> {
  // Evaluated, not added as a script tag: the page's own policy allows none but its own scripts.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run(document, { iframes: false })")) as axe.AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
    }));
}
