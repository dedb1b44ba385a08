// npm start: installs, builds, indexes what changed, and serves.
import { spawn } from "node:child_process";
import { buildServer, buildWidget, install, root, run } from "./setup.mjs";

const requiredNode = [20, 19];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < requiredNode[0] || (major === requiredNode[0] && minor < requiredNode[1])) {
  console.error(`Node.js ${requiredNode.join(".")} 以上が必要です（いまは ${process.versions.node}）。`);
  process.exit(1);
}

install();
buildWidget();
buildServer();
console.log("公開文書を取り込んでいます…");
// A mistake in one city's files must not keep the others, or what was indexed before, from being served.
run(process.execPath, ["dist/scripts/ingest.js", "--only-if-changed"], { tolerate: true });

const server = spawn(process.execPath, ["--max-semi-space-size=4", "dist/server/main.js"], {
  cwd: root,
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});
server.on("message", ({ address }) =>
  console.log(`\n準備ができました。ブラウザで ${address} を開いてください。（終わるときは Ctrl+C）\n`),
);
server.on("exit", (code) => process.exit(code ?? 0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
