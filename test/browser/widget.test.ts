import { describe, expect, test } from "vitest";
import type { Feedback } from "../../server/domain.ts";
import { serveDemo } from "./demo.ts";
import { answeredTurn, ask, askedBack, dialog, input, launcher, openPanel, suggestions, turns } from "./resident.ts";

const question = "粗大ごみを出すには、どうすればよいですか。";
const kept: Feedback[] = [];
const demo = serveDemo({
  replace: {
    conversations: (real) => ({
      ...real,
      addFeedback: async (feedback) => {
        kept.push(feedback);
        await real.addFeedback(feedback);
      },
    }),
  },
});

describe("asking", () => {
  test("works from the first Tab to the answer without a mouse", async () => {
    const page = await demo.visit();
    for (let i = 0; i < 100 && !(await isFocused(launcher(page))); i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor();
    await expect.poll(() => isFocused(input(page))).toBe(true);
    await page.keyboard.type(question);
    const turn = await answeredTurn(page, () => page.keyboard.press("Enter"));
    expect(await turn.innerText()).toContain("粗大ごみ受付センター");
    expect(await isFocused(input(page))).toBe(true);
    expect(await input(page).inputValue()).toBe("");
  });

  test("shows the answer as it is streamed, with the words of the city and where they come from", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const [response, turn] = await Promise.all([page.waitForResponse(/\/api\/chat$/), ask(page, question)]);
    expect(response.headers()).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "x-vercel-ai-ui-message-stream": "v1",
    });
    expect(response.request().postDataJSON()).toEqual({ city: "misaki", question, language: "ja" });
    const shown = await turn.innerText();
    expect(shown).toContain(question);
    expect(shown).toContain("市が公開している文章をそのまま表示しています。");
  });

  test("opens a citation to the quote as published, its place, department and date, and closes it again", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const turn = await ask(page, question);
    const mark = turn.getByRole("button", { name: "出典1", exact: true });
    expect(await mark.getAttribute("aria-expanded")).toBe("false");
    await mark.click();
    expect(await mark.getAttribute("aria-expanded")).toBe("true");
    const quote = turn.locator("blockquote").first();
    const published = demo.app().cities.get("misaki")!.documents.get("garbage-bulky-apply")!;
    expect(squeeze(published.chunks.map(({ text }) => text).join())).toContain(squeeze(await quote.innerText()));
    const citation = turn.locator(".citation").first();
    expect(await citation.innerText()).toContain(published.title);
    expect(await citation.innerText()).toMatch(/粗大ごみ受付センター[\s\S]*最終確認日 \d{4}年\d{1,2}月\d{1,2}日/);
    await mark.click();
    expect(await quote.count()).toBe(0);
  });

  test("leads from a citation to the published page, which holds the quoted words", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const turn = await ask(page, question);
    await turn.getByRole("button", { name: /出典（\d+件）/ }).click();
    const link = turn.getByRole("link", { name: "市のページで確認する" }).first();
    const { pathname, hash } = new URL((await link.getAttribute("href"))!);
    expect(pathname).toMatch(/^\/city\/misaki\//);
    expect(hash).toMatch(/^#:~:text=./);
    const quote = squeeze(await turn.locator(".citation blockquote p").first().innerText());
    const [opened] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await opened.waitForLoadState();
    expect(await opened.evaluate(() => performance.getEntriesByType("navigation")[0]?.toJSON())).toMatchObject({
      responseStatus: 200,
    });
    expect(squeeze(await opened.locator("body").innerText())).toContain(quote);
  });

  test("shows the desk to ask, open at this moment, with a number to press", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const turn = await ask(page, question);
    const contact = turn.locator(".contact");
    expect(await contact.innerText()).toMatch(/粗大ごみ受付センター\s+ただいま受付中/);
    const phone = contact.getByRole("link", { name: "0000-22-1405" });
    expect(await phone.getAttribute("href")).toBe("tel:0000221405");
  });

  test("asks back with buttons where several things may be meant, and answers what is pressed", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const unclear = await askedBack(page);
    const choices = unclear.getByRole("listitem").getByRole("button");
    expect(await choices.count()).toBeGreaterThan(1);
    const label = await choices.first().innerText();
    const answer = await answeredTurn(page, () => choices.first().click());
    await answer.getByRole("button", { name: /出典（/ }).click();
    expect(await answer.locator(".citation-title").first().innerText()).toContain(label);
  });

  test("understands a follow-up", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await ask(page, "子どもが生まれたとき、児童手当はどのように申請しますか。");
    const turn = await ask(page, "それはいつまで？");
    expect(await turn.innerText()).toContain("15日以内");
    expect(await turns(page).count()).toBe(2);
  });

  test("offers related questions that can be pressed", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const turn = await ask(page, question);
    const related = turn.getByRole("list", { name: "関連する質問" }).getByRole("button").first();
    const label = await related.innerText();
    const next = await answeredTurn(page, () => related.click());
    expect(await next.innerText()).toContain(label);
  });

  test("starts from the city's own questions", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const starter = page.getByRole("button", { name: "児童手当の申請方法を教えて" });
    const turn = await answeredTurn(page, () => starter.click());
    expect(await turn.innerText()).toContain("こども家庭課");
  });

  test("puts hotlines first for somebody in danger, and does not ask whether that helped", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const turn = await ask(page, "もう死にたい");
    expect(await turn.getByRole("link", { name: "0120-279-338" }).getAttribute("href")).toBe("tel:0120279338");
    expect(await turn.innerText()).not.toContain("役に立ちましたか");
  });

  test("shows what is typed as text, whatever it holds", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const markup = "<img src=x onerror=alert(1)>**粗大ごみ**[x](javascript:alert(1))";
    const turn = await ask(page, markup);
    expect(await turn.locator(".question").innerText()).toContain(markup);
    expect(await turn.locator("img").count()).toBe(0);
    expect(await turn.locator('a[href^="javascript"]').count()).toBe(0);
  });
});

describe("feedback", () => {
  test("is sent when pressed, and thanked for", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const turn = await ask(page, question);
    kept.length = 0;
    await turn.getByRole("button", { name: "はい", exact: true }).click();
    await turn.getByText("ご協力ありがとうございました。").waitFor();
    expect(kept).toMatchObject([{ city: "misaki", rating: "helpful" }]);
  });

  test("takes a comment on what was missing, and keeps it without names", async () => {
    const page = await demo.visit();
    await openPanel(page);
    const turn = await ask(page, question);
    kept.length = 0;
    await turn.getByRole("button", { name: "いいえ", exact: true }).click();
    await turn.getByRole("textbox").fill("山田花子です。土曜日のことが知りたかった");
    await turn.getByRole("button", { name: "感想を送る" }).click();
    await turn.getByText("ご協力ありがとうございました。").waitFor();
    expect(kept).toHaveLength(2);
    expect(kept[1]).toMatchObject({ rating: "unhelpful", comment: expect.stringContaining("土曜日") });
    expect(kept[1]?.comment).not.toContain("山田");
  });
});

describe("the panel", () => {
  test("closes with Escape, gives the focus back, and opens again as it was", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await ask(page, question);
    await input(page).fill("書きかけ");
    await suggestions(page).waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    await expect.poll(() => isFocused(launcher(page))).toBe(true);
    await page.keyboard.press("Enter");
    await dialog(page).waitFor();
    expect(await turns(page).count()).toBe(1);
    expect(await input(page).inputValue()).toBe("書きかけ");
  });

  test("remembers the conversation on the next page of the same visit, and stores no cookie", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await ask(page, question);
    await page.reload();
    await openPanel(page);
    expect(await turns(page).count()).toBe(1);
    expect(await turns(page).first().innerText()).toContain("粗大ごみ受付センター");
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test("starts afresh when asked to", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await ask(page, question);
    await page.getByRole("button", { name: "最初から" }).click();
    expect(await turns(page).count()).toBe(0);
    const [request] = await Promise.all([page.waitForRequest(/\/api\/chat$/), ask(page, question)]);
    expect(request.postDataJSON()).not.toHaveProperty("conversationId");
  });

  test("sends nothing to the server before it is opened", async () => {
    const page = await demo.visit();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await launcher(page).waitFor();
    await page.waitForLoadState("networkidle");
    expect(asked.filter((path) => path.startsWith("/api"))).toEqual([]);
  });

  test("can be opened, closed and removed by the page", async () => {
    const page = await demo.visit();
    await launcher(page).waitFor();
    await page.evaluate("Madoguchi.open()");
    await dialog(page).waitFor();
    await page.evaluate("Madoguchi.close()");
    await dialog(page).waitFor({ state: "hidden" });
    await page.evaluate("Madoguchi.destroy()");
    expect(await launcher(page).count()).toBe(0);
  });
});

describe("writing", () => {
  test("does not send while the input method is composing, and sends once it is done", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await input(page).focus();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send("Input.imeSetComposition", { text: "そだいごみ", selectionStart: 5, selectionEnd: 5 });
    await page.keyboard.press("Enter");
    await keyboard.send("Input.imeSetComposition", { text: "粗大ごみ", selectionStart: 4, selectionEnd: 4 });
    await keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", windowsVirtualKeyCode: 229 });
    await page.keyboard.press("Enter");
    expect(await turns(page).count()).toBe(0);
    await keyboard.send("Input.insertText", { text: "粗大ごみ" });
    expect((await input(page).inputValue()).trim()).toBe("粗大ごみ");
    // No hand is so quick that its Enter could be the one that ended the composition.
    await page.waitForTimeout(100);
    const turn = await answeredTurn(page, () => page.keyboard.press("Enter"));
    expect(await turn.locator(".question").innerText()).toContain("粗大ごみ");
  });

  test("does not send on the Enter that ends a composition, in browsers that tell only by the key code", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await input(page).fill("粗大ごみ");
    for (const hint of [{ keyCode: 229 }, { isComposing: true }]) {
      await input(page).dispatchEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...hint });
    }
    expect(await turns(page).count()).toBe(0);
  });

  test("breaks the line with Shift and Enter", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await input(page).fill("粗大ごみ");
    await input(page).press("Shift+Enter");
    await page.keyboard.type("の料金");
    expect(await input(page).inputValue()).toBe("粗大ごみ\nの料金");
    expect(await turns(page).count()).toBe(0);
  });

  test("sends no blank question, and none that is too long", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await input(page).fill(" 　\n ");
    await input(page).press("Enter");
    expect(await turns(page).count()).toBe(0);
    expect(await page.getByRole("button", { name: "送信" }).isDisabled()).toBe(true);
    await input(page).fill("あ".repeat(480));
    await page.getByText("あと20文字").waitFor();
    await input(page).press("End");
    await page.keyboard.insertText("い".repeat(40));
    expect((await input(page).inputValue()).length).toBe(500);
  });

  test("suggests published questions, which arrow keys and Enter choose", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await input(page).pressSequentially("児童手当");
    const options = suggestions(page).getByRole("option");
    await options.first().waitFor();
    expect(await options.allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining("児童手当")]));
    await page.keyboard.press("ArrowDown");
    expect(await options.first().getAttribute("aria-selected")).toBe("true");
    expect(await input(page).getAttribute("aria-activedescendant")).toBe(await options.first().getAttribute("id"));
    const chosen = await options.first().innerText();
    const turn = await answeredTurn(page, () => page.keyboard.press("Enter"));
    expect(await turn.locator(".question").innerText()).toContain(chosen);
  });

  test("asks the suggestion that is clicked", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await input(page).pressSequentially("ごみ袋");
    const option = suggestions(page).getByRole("option").first();
    const chosen = await option.innerText();
    const turn = await answeredTurn(page, () => option.click());
    expect(await turn.locator(".question").innerText()).toContain(chosen);
  });

  test("closes only the suggestions with the first Escape", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await input(page).pressSequentially("児童手当");
    await suggestions(page).waitFor();
    await page.keyboard.press("Escape");
    await suggestions(page).waitFor({ state: "hidden" });
    expect(await dialog(page).isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
  });
});

describe("when something fails", () => {
  test("says so in a sentence, and tries again when asked", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await page.route(/\/api\/chat$/, (route) => route.abort(), { times: 1 });
    await input(page).fill(question);
    await input(page).press("Enter");
    await turns(page).getByText("サーバーにつながりませんでした").waitFor();
    const again = turns(page).getByRole("button", { name: "もう一度送る" });
    await again.click();
    await turns(page).getByText("粗大ごみ受付センター").first().waitFor();
    expect(await turns(page).count()).toBe(1);
    // The browser itself reports the request that failed.
    expect(demo.problems.splice(0)).toEqual([expect.stringContaining("/api/chat")]);
  });

  test("shows no answer of a stream that breaks off as if it were whole", async () => {
    const page = await demo.visit();
    await openPanel(page);
    await page.route(/\/api\/chat$/, async (route) => {
      const response = await route.fetch();
      const whole = await response.text();
      await route.fulfill({ response, body: whole.slice(0, whole.indexOf('data: {"type":"finish"')) });
    });
    await input(page).fill(question);
    await input(page).press("Enter");
    await turns(page).getByText("回答の途中で通信が切れました").waitFor();
  });

  test.each([
    [429, "ただいま質問が集中しています"],
    [400, "この質問を受け付けられませんでした"],
    [500, "ただいま回答できません"],
  ])("explains a reply with status %i without the server's words", async (status, sentence) => {
    const page = await demo.visit();
    await openPanel(page);
    await page.route(/\/api\/chat$/, (route) => route.fulfill({ status, body: "secret" }));
    await input(page).fill(question);
    await input(page).press("Enter");
    await turns(page).getByText(sentence).waitFor();
    expect(await turns(page).first().innerText()).not.toContain("secret");
    demo.problems.splice(0);
  });
});

const squeeze = (text: string) => text.replace(/[\s*]+/g, "");

/** Whether the element has the focus, within its shadow root. */
function isFocused(locator: ReturnType<typeof input>): Promise<boolean> {
  return locator.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);
}
