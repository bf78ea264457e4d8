import { join } from "node:path";
import { installBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { root, run, say, stopWithParent } from "./command.mjs";

const TAKES = 20;

stopWithParent();
const program = join(root, "node_modules/playwright/cli.js");
const prove = (args, env = {}) => run(process.execPath, [program, "test", ...args], { minutes: 30, env: { LONG_PROOF: "1", ...env } });

async function proveAll() {
  say(`two processes, ${TAKES} takes, one of the two killed in their middle`);
  // One at a time: the figures it prints are of two processes, not of four.
  const shared = await prove(["tests/faults/processes.spec.ts", "--workers=1"], { PROOF_TAKES: String(TAKES) });
  say("the stories that npm test leaves out");
  const left = await prove(["--grep", "@long", "tests/e2e", "tests/references", "tests/faults/table-memory.spec.ts"]);
  return shared === 0 ? left : shared;
}
process.exitCode = (await build()) && (await installBrowser()) ? await proveAll() : 1;
