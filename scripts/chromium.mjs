// The browser that the tests drive: one that is there already, or Debian's where we may install it.
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";

/** Commands under which Chromium goes. */
const names = ["chromium", "chromium-browser", "google-chrome"];
const debianPath = "/usr/bin/chromium";

/** Path of a Chromium that starts; installs one where that is possible, else ends the process. */
export function requireChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return starts(given) ? given : fail(`CHROMIUM_PATH=${given}`);
  return found() ?? (mayInstall() ? installed() : fail());
}

/** Looks through PATH as a shell would, and last where Debian puts it. */
function found() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, debianPath].find(starts);
}

/** Some systems put a stub there that only says how to install the browser: so it is started, not looked for. */
function starts(command) {
  const { status, stdout } = spawnSync(command, ["--version"], { encoding: "utf8" });
  return status === 0 && /chrom/i.test(stdout);
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

function installed() {
  console.log("テストに使うブラウザー（Chromium）と日本語の書体を入れています…");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", ["-qq", ...args], { stdio: "inherit", env });
  apt("update");
  apt("install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk");
  return found() ?? fail();
}

function fail(tried) {
  const which = tried ? `（${tried} は起動できません / cannot be started）` : "";
  console.error(
    [
      `テストには Chromium が必要です。Debian・Ubuntu では「sudo apt-get install chromium fonts-noto-cjk」で入れるか、ほかの Chromium や Chrome の場所を環境変数 CHROMIUM_PATH で示してください。${which}`,
      "The tests need Chromium. Install it (Debian: sudo apt-get install chromium fonts-noto-cjk), or set CHROMIUM_PATH to any Chromium or Chrome.",
    ].join("\n"),
  );
  process.exit(1);
}
