import { expect, test } from "vitest";
import { ablationRows } from "../../scripts/evaluation/ablation-rows.ts";
import { readAblationCity } from "../../scripts/evaluation/ablation-source.ts";
import { loadedLanguage, temporaryCorpus } from "../helper.ts";

const faq = [
  "id,question,answer",
  "bulky,粗大ごみはどう出せばよいですか。,受付センターに電話で申し込み、手数料券を貼って出してください。",
  "plastic,プラスチックごみの収集日はいつですか。,毎週水曜日です。",
  "allowance,児童手当を受けるにはどうすればよいですか。,出生から15日以内に認定請求書を出してください。",
  "moving,引っ越したときの届け出を教えてください。,転入届を14日以内に出してください。",
].join("\n");

async function smallCity() {
  const folder = await temporaryCorpus({ "faq/faq.csv": faq });
  return readAblationCity(folder, await loadedLanguage());
}

test("every row has a name of its own", async () => {
  const { ingredients } = await smallCity();
  const names = ablationRows(ingredients).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each(["no thesaurus", "question only", "no vectors", "no title share"])(
  "without its part, the row %s still ranks",
  async (name) => {
    const { ingredients } = await smallCity();
    const rank = await ablationRows(ingredients)
      .find((row) => row.name === name)!
      .create();
    expect(await rank("粗大ごみはどう出せばよいですか", 10, () => true)).toContain("bulky");
  },
);

test("what may not be served is not ranked", async () => {
  const { ingredients } = await smallCity();
  for (const { create } of ablationRows(ingredients).slice(0, 2)) {
    const ranked = await (await create())("粗大ごみはどう出せばよいですか", 10, ({ id }) => id !== "bulky");
    expect(ranked).not.toContain("bulky");
  }
});
