// npm test: types, style, and every test; what follows `--` is passed to vitest. The last line is the tally.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireChromium } from "./chromium.mjs";
import { buildWidget, install, root } from "./setup.mjs";

install();
buildWidget();
const env = { ...process.env, CHROMIUM_PATH: requireChromium() };

const folder = mkdtempSync(join(tmpdir(), "madoguchi-results-"));
const results = join(folder, "results.json");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
// Each runs whatever came of the one before: whoever mends a type also wants to know which tests fail.
const passed = [
  succeeds("tsc", "--noEmit"),
  succeeds("biome", "check", "."),
  succeeds("vitest", "run", ...reporters, ...process.argv.slice(2)),
].every(Boolean);
const tally = readTally();
rmSync(folder, { recursive: true });

console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exitCode = passed && tally.failed === 0 ? 0 : 1;

function succeeds(...command) {
  return spawnSync("npx", command, { cwd: root, stdio: "inherit", env }).status === 0;
}

/** Counts the tests; a file that could not even be loaded has none, and counts as one that failed. */
function readTally() {
  try {
    const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(results, "utf8"),
    );
    const unloaded = testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && assertionResults.every((test) => test.status !== "failed"),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + unloaded.length,
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    console.error("テストの結果を読めませんでした。 / The results of the tests could not be read.");
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
