import type { Locator, Page } from "playwright-core";

/** What a resident does and sees, in the words that stand on the screen. */
export const launcher = (page: Page) => page.getByRole("button", { name: "質問する" });
export const dialog = (page: Page) => page.getByRole("dialog", { name: "みさき市 AI窓口" });
export const turns = (page: Page) => page.getByRole("log", { name: "質問と回答" }).getByRole("article");
export const input = (page: Page) => page.getByLabel("質問を入力");
export const suggestions = (page: Page) => page.getByRole("listbox", { name: "質問の候補" });

export async function openPanel(page: Page): Promise<void> {
  await launcher(page).click();
  await dialog(page).waitFor();
}

/** Does what asks a question, and waits until it is answered whole; the new turn. */
export async function answeredTurn(page: Page, asking: () => Promise<void>): Promise<Locator> {
  const turn = turns(page).nth(await turns(page).count());
  await asking();
  // Every answer names a desk; only a finished one gives the send button back.
  await turn.getByRole("heading", { name: /お問い合わせ先/ }).waitFor();
  await page.getByRole("button", { name: "送信" }).waitFor();
  return turn;
}

/** Types a question, sends it with Enter, and waits for the whole answer. */
export function ask(page: Page, question: string): Promise<Locator> {
  return answeredTurn(page, async () => {
    await input(page).fill(question);
    await input(page).press("Enter");
  });
}
