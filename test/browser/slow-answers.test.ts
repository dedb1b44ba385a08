import { expect, test } from "vitest";
import { withRetrieval } from "../listening.ts";
import { serveDemo } from "./demo.ts";
import { dialog, input, openPanel, turns } from "./resident.ts";

/** Sunday evening; Monday is a holiday. */
const closedMoment = Date.parse("2026-07-19T22:00:00+09:00");
const slownessMs = 1500;

const demo = serveDemo({
  clock: () => closedMoment,
  replace: {
    cities: (real) =>
      withRetrieval(real, async (retrieve) => {
        await new Promise((done) => setTimeout(done, slownessMs));
        return retrieve();
      }),
  },
});

test("says that it is searching while the answer takes its time, and when the closed desk opens next", async () => {
  const page = await demo.visit();
  await openPanel(page);
  await input(page).fill("児童手当の現況届は、毎年出す必要がありますか。");
  await input(page).press("Enter");
  await turns(page).getByText("市の公開情報を調べています…").waitFor();
  await turns(page).getByText("受付時間外です。次の受付は7月21日（火）8時30分からです。").waitFor();
  expect(await turns(page).getByText("市の公開情報を調べています…").count()).toBe(0);
});

test("stops when asked to, and can be asked again", async () => {
  const page = await demo.visit();
  await openPanel(page);
  await input(page).fill("児童手当の現況届は、毎年出す必要がありますか。");
  await input(page).press("Enter");
  await page.getByRole("button", { name: "止める" }).click();
  await turns(page).getByText("回答を止めました。").waitFor();
  await turns(page).getByRole("button", { name: "もう一度送る" }).click();
  await turns(page).getByText("こども家庭課").first().waitFor();
  expect(await turns(page).count()).toBe(1);
});

test("forgets an answer that arrives after starting afresh", async () => {
  const page = await demo.visit();
  await openPanel(page);
  await input(page).fill("児童手当の現況届は、毎年出す必要がありますか。");
  await input(page).press("Enter");
  await turns(page).first().waitFor();
  await page.getByRole("button", { name: "最初から" }).click();
  await page.waitForTimeout(slownessMs + 300);
  expect(await turns(page).count()).toBe(0);
  expect(await dialog(page).isVisible()).toBe(true);
});
