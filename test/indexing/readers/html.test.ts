import { expect, test } from "vitest";
import { readHtml } from "../../../server/indexing/readers/html.ts";
import { passagesOf, read } from "../read.ts";

const page = `<!DOCTYPE html><html><head><title>急病診療所｜みさき市</title>
<meta name="description" content="説明">
<meta name="madoguchi:id" content="page-clinic">
<meta name="madoguchi:department" content="health">
<meta name="madoguchi:url" content="/iryo/kyujitsu.html">
<meta name="madoguchi:updated" content="2026-10-01">
<style>p{color:red}</style><script>var secret = 1;</script></head>
<body><header><p>みさき市公式</p></header><nav><a href="/">トップ</a></nav>
<main><h1>急病診療所</h1>
<!-- 編集者への覚え書き -->
<p>予約は<strong>不要</strong>です。<a href="/map.html">地図</a></p>
<nav>ページ内の目次</nav>
<h2>受付時間</h2>
<table><tr><th>日</th><th>時間</th></tr><tr><td>日曜日</td><td>9時から</td></tr><tr><td>毎日</td><td>19時から</td></tr></table>
<h2>持ち物</h2><ul><li>保険証</li><li>お薬手帳</li></ul>
<form><label>検索</label></form><script>alert("x")</script>
</main><aside>関連情報</aside><footer>Copyright</footer></body></html>`;

test("reads the words of main and the fields of its meta elements", () => {
  const { documents, problems } = read(readHtml, page, "pages/clinic.html");
  expect(problems).toEqual([]);
  expect(documents).toMatchObject([
    {
      id: "page-clinic",
      kind: "page",
      title: "急病診療所",
      department: "health",
      url: "/iryo/kyujitsu.html",
      updatedAt: "2026-10-01",
      file: "pages/clinic.html",
    },
  ]);
});

test("makes Markdown of paragraphs, tables and lists, under the headings below the title", () => {
  const passages = passagesOf(read(readHtml, page).documents[0]);
  expect(passages.map(([place]) => place)).toEqual([undefined, "受付時間", "持ち物"]);
  const [opening, hours, things] = passages.map(([, text]) => text);
  expect(opening).toBe("予約は**不要**です。[地図](/map.html)");
  expect(
    hours?.split("\n").map((row) =>
      row
        .split("|")
        .map((cell) => cell.trim())
        .filter(Boolean),
    ),
  ).toEqual([
    ["日", "時間"],
    [expect.stringMatching(/^-+$/), expect.stringMatching(/^-+$/)],
    ["日曜日", "9時から"],
    ["毎日", "19時から"],
  ]);
  expect(things).toBe("- 保険証\n- お薬手帳");
});

test("takes nothing of what surrounds the words of a page", () => {
  const words = JSON.stringify(read(readHtml, page).documents);
  for (const noise of [
    "公式",
    "トップ",
    "目次",
    "検索",
    "関連情報",
    "Copyright",
    "secret",
    "alert",
    "color",
    "覚え書き",
  ])
    expect(words).not.toContain(noise);
});

test("reads article, else body, where there is no main", () => {
  const text = (html: string) => passagesOf(read(readHtml, html).documents[0]).map(([, words]) => words);
  expect(text("<title>題</title><p>外</p><article><p>記事</p></article>")).toEqual(["記事"]);
  expect(text("<title>題</title><nav>案内</nav><p>本文</p>")).toEqual(["本文"]);
});

test("makes an id of the file's path where none is given", () => {
  const html = "<title>題</title><p>本文</p>";
  expect(read(readHtml, html, "pages/iryo/clinic_2.html").documents[0]?.id).toBe("page-pages-iryo-clinic-2");
});

test("splits a long table between rows and repeats its head", () => {
  const rows = Array.from({ length: 60 }, (_, n) => `<tr><td>${n}番</td><td>第${n}収集区域</td></tr>`);
  const html = `<title>題</title><table><tr><th>番号</th><th>区域</th></tr>${rows.join("")}</table>`;
  const texts = passagesOf(read(readHtml, html).documents[0]).map(([, text]) => text);
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(text).toMatch(/^\|\s*番号/);
  for (let n = 0; n < rows.length; n++) expect(texts.filter((text) => text.includes(`第${n}収集区域`))).toHaveLength(1);
});

test.each([
  ["no words", "<title>題</title><main><nav>目次</nav></main>", "本文がありません"],
  ["no title", "<p>本文</p>", "ページの題名がありません"],
  [
    "a date in Japanese",
    '<title>題</title><meta name="madoguchi:updated" content="令和8年"><p>本文</p>',
    "「updated」の値が正しくありません",
  ],
])("reports a page with %s", (_what, html, message) => {
  const { entries, problems } = read(readHtml, html, "pages/a.html");
  expect(entries).toEqual([]);
  expect(problems).toMatchObject([{ file: "pages/a.html", severity: "error", message }]);
});
