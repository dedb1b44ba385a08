// What every command needs before TypeScript can run: the packages of the lockfile, and the built widget.
// Plain JavaScript, because nothing is installed yet when it starts.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Runs a command in the project's folder with its output shown; ends the process when it fails, unless tolerated. */
export function run(command, args, { tolerate = false } = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (status !== 0 && !tolerate) process.exit(status ?? 1);
}

/** Installs the packages of the lockfile unless exactly these are installed already. */
export function install() {
  once("node_modules/.installed", ["package.json", "package-lock.json"], `${process.versions.modules}`, () => {
    console.log("必要なパッケージを入れています…（初回は1〜2分かかります）");
    run("npm", ["ci", "--no-audit", "--no-fund"]);
  });
}

/** Builds the widget unless it was built from exactly these sources. */
export function buildWidget() {
  once("dist/widget/.built", ["widget", "server/contract.ts", "vite.config.ts", "package-lock.json"], "", () => {
    console.log("ウィジェットを作っています…");
    run("npx", ["vite", "build", "--logLevel", "warn"]);
  });
}

/** Compiles the server unless it was compiled from exactly these sources: it then starts faster and needs less memory. */
export function buildServer() {
  const inputs = ["server", "scripts/ingest.ts", "scripts/command-line.ts", "tsconfig.build.json", "package-lock.json"];
  once("dist/.built", inputs, "", () => {
    console.log("サーバーを作っています…");
    run("npx", ["tsc", "-p", "tsconfig.build.json"]);
  });
}

/** Does the work unless the mark holds the digest of the inputs, and then marks it as done. */
function once(mark, inputs, salt, work) {
  const path = join(root, mark);
  const digest = digestOf(inputs, salt);
  if (existsSync(path) && readFileSync(path, "utf8") === digest) return;
  work();
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, digest);
}

function digestOf(inputs, salt) {
  const hash = createHash("sha256").update(salt);
  const visit = (path) => {
    const full = join(root, path);
    for (const entry of readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) visit(join(path, entry.name));
      else hash.update(`\0${join(path, entry.name)}\0`).update(readFileSync(join(full, entry.name)));
    }
  };
  for (const input of inputs) {
    if (statSync(join(root, input)).isDirectory()) visit(input);
    else hash.update(`\0${input}\0`).update(readFileSync(join(root, input)));
  }
  return hash.digest("hex");
}
