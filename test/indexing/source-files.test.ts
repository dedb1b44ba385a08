import { chmod, mkdir, symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Problem } from "../../server/indexing/problem.ts";
import { decode, readSourceFiles } from "../../server/indexing/source-files.ts";
import { temporaryCorpus, temporaryFolder, writeFiles } from "../helper.ts";

/** 「ごみの出し方」 as Excel writes it. */
const shiftJis = Buffer.from("82b282dd82cc8f6f82b595fb", "hex");

async function readFolder(folder: string) {
  const problems: Problem[] = [];
  const files = await readSourceFiles(folder, new Set([".md", ".csv"]), (problem) => problems.push(problem));
  return { paths: files.map(({ path }) => path), files, problems };
}

async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, files);
  return folder;
}

test("reads the files of known extensions below the folder, in a fixed order", async () => {
  const { files, problems } = await readFolder(
    await folderOf({ "b/c.md": "3", "b/a.MD": "2", "a.csv": "1", "picture.png": "x", noextension: "x" }),
  );
  expect(files).toEqual([
    { path: "a.csv", text: "1" },
    { path: "b/a.MD", text: "2" },
    { path: "b/c.md", text: "3" },
  ]);
  expect(problems).toEqual([]);
});

test("passes over hidden files and folders and the lock files of Office", async () => {
  const folder = await folderOf({
    ".hidden.md": "x",
    ".git/a.md": "x",
    "~$faq.csv": "x",
    "._faq.csv": "x",
    "faq.csv": "y",
  });
  expect((await readFolder(folder)).paths).toEqual(["faq.csv"]);
});

test("reads file names in Japanese", async () => {
  expect((await readFolder(await folderOf({ "子育て/保育 園.md": "x" }))).paths).toEqual(["子育て/保育 園.md"]);
});

test("reads UTF-8 with and without a byte order mark, Shift_JIS, and the line ends of every system", async () => {
  expect(decode(Buffer.from("ごみの出し方"))).toBe("ごみの出し方");
  expect(decode(Buffer.from("\ufeffごみの出し方"))).toBe("ごみの出し方");
  expect(decode(shiftJis)).toBe("ごみの出し方");
  expect(decode(Buffer.from("a\r\nb\rc\nd"))).toBe("a\nb\nc\nd");
});

test("reports a link that leads out of the folder, file or folder, and does not follow it", async () => {
  const outside = await folderOf({ "secret.md": "秘密", "more/secret.md": "秘密" });
  const folder = await folderOf({ "a.md": "本文" });
  await symlink(join(outside, "secret.md"), join(folder, "link.md"));
  await symlink(join(outside, "more"), join(folder, "linked"));
  const { paths, problems } = await readFolder(folder);
  expect(paths).toEqual(["a.md"]);
  expect(problems.map(({ file, severity }) => [file, severity])).toEqual([
    ["link.md", "error"],
    ["linked", "error"],
  ]);
  for (const { message, mend } of problems) {
    expect(message).toContain("外を指すリンク");
    expect(mend).toContain("ファイルそのもの");
  }
});

test("is not fooled by a folder beside it whose name starts the same", async () => {
  const folder = await folderOf({ "city/a.md": "本文", "city-secret/b.md": "秘密" });
  await symlink(join(folder, "city-secret/b.md"), join(folder, "city/link.md"));
  const { paths, problems } = await readFolder(join(folder, "city"));
  expect(paths).toEqual(["a.md"]);
  expect(problems).toHaveLength(1);
});

test("follows a link to a file within the folder, and goes round no circle", async () => {
  const folder = await folderOf({ "a/a.md": "本文" });
  await symlink("a/a.md", join(folder, "b.md"));
  await symlink("..", join(folder, "a/up"));
  await symlink("self.md", join(folder, "self.md"));
  const { paths, problems } = await readFolder(folder);
  expect(paths).toEqual(["a/a.md", "b.md"]);
  expect(problems.map(({ file }) => file).sort()).toEqual(["a/up", "self.md"]);
});

test("reports a link to nothing", async () => {
  const folder = await folderOf({ "a.md": "本文" });
  await symlink("gone.md", join(folder, "b.md"));
  const { paths, problems } = await readFolder(folder);
  expect(paths).toEqual(["a.md"]);
  expect(problems).toMatchObject([{ file: "b.md", severity: "error", message: "読み取れません（ENOENT）" }]);
});

test("reports a file of 50 MB without reading it", async () => {
  const folder = await folderOf({ "a.md": "本文", "huge.csv": "" });
  await truncate(join(folder, "huge.csv"), 50 * 1024 * 1024);
  const { paths, problems } = await readFolder(folder);
  expect(paths).toEqual(["a.md"]);
  expect(problems).toMatchObject([{ file: "huge.csv", severity: "error", message: "大きすぎます（50 MB）" }]);
  expect(problems[0]?.mend).toContain("20 MB以下");
});

test.each([
  ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ["a spreadsheet under another name", Buffer.from("504b030414000600", "hex")],
  ["UTF-16", Buffer.from("\ufeffごみ", "utf16le")],
  ["noise", Buffer.from([0xff, 0xfe, 0xfd, 0x80, 0x00, 0x01])],
])("reports %s as no text", async (_what, bytes) => {
  const { paths, problems } = await readFolder(await folderOf({ "a.md": "本文", "b.csv": bytes }));
  expect(paths).toEqual(["a.md"]);
  expect(problems).toMatchObject([{ file: "b.csv", severity: "error", mend: "UTF-8 で保存し直してください" }]);
});

test("reads an empty file as empty text", async () => {
  expect((await readFolder(await folderOf({ "a.md": "" }))).files).toEqual([{ path: "a.md", text: "" }]);
});

test("reads a folder that is reached through a link", async () => {
  const folder = await temporaryCorpus({ "a.md": "本文" });
  const elsewhere = await temporaryFolder();
  await symlink(folder, join(elsewhere, "linked"));
  expect((await readFolder(join(elsewhere, "linked"))).paths).toEqual(["a.md"]);
});

test.skipIf(process.getuid?.() === 0)("reports a file and a folder that may not be read", async () => {
  const folder = await folderOf({ "a.md": "本文", "b.md": "x" });
  await mkdir(join(folder, "closed"));
  await chmod(join(folder, "b.md"), 0);
  await chmod(join(folder, "closed"), 0);
  const { paths, problems } = await readFolder(folder);
  expect(paths).toEqual(["a.md"]);
  expect(problems.map(({ file }) => file).sort()).toEqual(["b.md", "closed"]);
});
