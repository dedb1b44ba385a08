import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { serveDemo } from "./demo.ts";
import { ask, dialog, input, launcher, openPanel, turns } from "./resident.ts";

/** A city's own page: another origin than the server's, with styles that would break an unprotected widget. */
const cityPage = createServer((_request, response) => {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(`<!doctype html><html lang="ja"><title>別の市のページ</title><link rel="icon" href="data:,">
    <style>* { font-size: 40px !important; display: block !important; color: red !important }</style>
    <h1>くらし</h1><script src="${demo.app().origin}/widget.js" data-city="misaki" data-position="left"></script>`);
});
await once(cityPage.listen(0, "127.0.0.1"), "listening");
afterAll(() => void cityPage.close());
const { port } = cityPage.address() as AddressInfo;
const allowed = `http://127.0.0.1:${port}`;
const refused = `http://localhost:${port}`;
const demo = serveDemo({ config: { allowedOrigins: [allowed] } });

test("the widget answers on a page of another origin that is allowed, whatever that page's styles", async () => {
  const page = await demo.visit();
  await page.goto(allowed);
  expect((await launcher(page).boundingBox())!.x).toBeLessThan(100);
  expect(await launcher(page).evaluate((element) => getComputedStyle(element).color)).not.toBe("rgb(255, 0, 0)");
  await openPanel(page);
  const turn = await ask(page, "粗大ごみを出すには、どうすればよいですか。");
  await turn.getByRole("button", { name: /出典（/ }).click();
  const link = turn.getByRole("link", { name: "市のページで確認する" }).first();
  expect(new URL((await link.getAttribute("href"))!).origin).toBe(demo.app().origin);
  expect(await dialog(page).isVisible()).toBe(true);
  onlyFrom(allowed);
});

test("the widget says that it cannot connect on a page whose origin is not allowed", async () => {
  const page = await demo.visit();
  await page.goto(refused);
  await launcher(page).click();
  await page.getByText("サーバーにつながりませんでした").first().waitFor();
  await input(page).fill("粗大ごみ");
  await input(page).press("Enter");
  await turns(page).getByText("サーバーにつながりませんでした").waitFor();
  demo.problems.splice(0);
});

/** To the page's own origin goes the page itself, and nothing else to anybody else. */
function onlyFrom(origin: string): void {
  const rest = demo.problems.splice(0).filter((problem) => problem !== `foreign request: ${origin}/`);
  expect(rest).toEqual([]);
}
