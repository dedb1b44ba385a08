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

/** So short that several things may be meant; which of them are asked back is for the retrieval to decide. */
const vague = [
  "保険",
  "証明書",
  "手当",
  "料金",
  "保育園",
  "住民票",
  "税金",
  "予防接種",
  "犬",
  "引っ越し",
  "年金",
  "学校",
];

/** Asks vague things until one is asked back, as it must be sooner or later; its turn. */
export async function askedBack(page: Page): Promise<Locator> {
  for (const question of vague) {
    const turn = await ask(page, question);
    if ((await turn.getByText("お知りになりたいのは、次のどれですか。").count()) > 0) return turn;
  }
  throw new Error(`None of these was asked back: ${vague.join(" ")}`);
}
