import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

interface Import {
  from: string;
  /** A path from the project's root for our own files, else the name of a package. */
  to: string;
  typeOnly: boolean;
}

const files = ["server", "widget"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path)),
);
const sourceOf = (file: string) => readFileSync(join(root, file), "utf8");

const staticImport = /^(?:import|export)\s+(type\s)?[^;"']*?from\s+["']([^"']+)["']/gm;
const otherImport = /(?:^import\s+|\bimport\(\s*|\brequire\(\s*|\bcreateRequire\([^)]*\)\(\s*)["']([^"']+)["']/gm;

function importsOf(from: string): Import[] {
  const source = sourceOf(from);
  const found: [string, boolean][] = [
    ...[...source.matchAll(staticImport)].map(([, type, to]): [string, boolean] => [to!, type !== undefined]),
    ...[...source.matchAll(otherImport)].map(([, to]): [string, boolean] => [to!, false]),
  ];
  return found.map(([to, typeOnly]) => ({
    from,
    to: to.startsWith(".") ? relative(root, resolve(root, dirname(from), to)) : to,
    typeOnly,
  }));
}

const imports = files.flatMap(importsOf);
const own = imports.filter(({ to }) => /^(server|widget)\//.test(to));
const show = ({ from, to }: Import) => `${from} → ${to}`;

/** The folder below server/ in which a file lies, or the file itself. */
const areaOf = (file: string) => file.split("/").slice(0, 2).join("/");

/** What each folder may import besides itself. Types of the files that put everything together are free to all. */
const allowed: Record<string, string[]> = {
  "server/domain.ts": [],
  "server/contract.ts": [],
  "server/config.ts": [],
  "server/models.ts": ["server/config.ts"],
  "server/markdown.ts": [],
  "server/paths.ts": [],
  "server/storage": ["server/domain.ts"],
  "server/city": ["server/contract.ts"],
  "server/retrieval": ["server/storage/ports.ts", "server/domain.ts", "server/paths.ts"],
  "server/indexing": [
    "server/retrieval",
    "server/city",
    "server/markdown.ts",
    "server/storage/ports.ts",
    "server/domain.ts",
  ],
  "server/answering": [
    "server/retrieval",
    "server/city",
    "server/storage/ports.ts",
    "server/domain.ts",
    "server/contract.ts",
  ],
  "server/routes": [
    "server/answering",
    "server/city",
    "server/contract.ts",
    "server/markdown.ts",
    "server/paths.ts",
    "server/storage/ports.ts",
    "server/domain.ts",
  ],
};
const assembly = ["server/app.ts", "server/cities.ts", "server/config.ts", "server/language.ts", "server/models.ts"];
const innermost = ["server/domain.ts", "server/contract.ts", "server/storage", "server/retrieval", "server/config.ts"];

test("the reading of import statements finds them", () => {
  expect(files.length).toBeGreaterThan(80);
  expect(imports.map(show)).toContain("server/app.ts → fastify");
  expect(own.find(({ from }) => from === "widget/api.ts")).toMatchObject({ to: "server/contract.ts", typeOnly: true });
  expect(own.map(show)).toContain("server/routes/chat.ts → server/answering/ask.ts");
});

test("every import of ours leads to a file", () => {
  const missing = own.filter(({ to }) => !files.includes(to) && !to.endsWith(".css") && !to.includes("?"));
  expect(missing.map(show)).toEqual([]);
});

test("imports run one way: routes, answering, retrieval, storage's ports, domain", () => {
  const wrong = own.filter(({ from, to, typeOnly }) => {
    const permitted = allowed[areaOf(from)];
    if (!permitted || areaOf(from) === areaOf(to)) return false;
    if (typeOnly && assembly.includes(to) && !innermost.includes(areaOf(from))) return false;
    return !permitted.includes(to) && !permitted.includes(areaOf(to));
  });
  expect(wrong.map(show)).toEqual([]);
});

test("every folder of the server has a rule", () => {
  const areas = new Set(files.filter((file) => file.startsWith("server/")).map(areaOf));
  const ruled = new Set([...Object.keys(allowed), ...assembly, "server/main.ts"]);
  expect([...areas].filter((area) => !ruled.has(area))).toEqual([]);
});

test("only main chooses the storage, and only storage's own files know its engines", () => {
  const wrong = own.filter(
    ({ from, to }) =>
      areaOf(to) === "server/storage" &&
      to !== "server/storage/ports.ts" &&
      areaOf(from) !== "server/storage" &&
      `${from} → ${to}` !== "server/main.ts → server/storage/open.ts",
  );
  expect(wrong.map(show)).toEqual([]);
});

test("the widget takes nothing from the server but the types of its contract", () => {
  const wrong = own.filter(
    ({ from, to, typeOnly }) =>
      from.startsWith("widget/") && to.startsWith("server/") && !(to === "server/contract.ts" && typeOnly),
  );
  expect(wrong.map(show)).toEqual([]);
  expect(own.filter(({ from, to }) => from.startsWith("server/") && to.startsWith("widget/")).map(show)).toEqual([]);
});

const keepers: [what: string, isKept: RegExp, isKeeper: RegExp][] = [
  ["database drivers", /sqlite|^pg$|^pg-|postgres|kysely|redis|^mysql|knex/, /^server\/storage\//],
  ["fastify", /^fastify$|^@fastify\//, /^server\/(app\.ts|routes\/)/],
  ["@langchain/openai", /^@langchain\/openai/, /^server\/models\.ts$/],
  ["preact", /^preact/, /^widget\//],
];
test.each(keepers)("%s stay in their own place", (_what, isKept, isKeeper) => {
  const uses = imports.filter(({ to }) => isKept.test(to));
  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter(({ from }) => !isKeeper.test(from)).map(show)).toEqual([]);
});

test("the environment is read in config.ts only", () => {
  const readers = files.filter((file) => /\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/.test(sourceOf(file)));
  expect(readers).toEqual(["server/config.ts"]);
});

test("domain and contract import nothing of ours", () => {
  expect(imports.filter(({ from }) => from === "server/domain.ts")).toEqual([]);
  expect(own.filter(({ from }) => from === "server/contract.ts").map(show)).toEqual([]);
});

test("no file imports itself by a detour", () => {
  const next = new Map(
    files.map((file) => [file, own.filter(({ from, typeOnly }) => from === file && !typeOnly).map(({ to }) => to)]),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (path.includes(file) || done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});
