import { join } from "node:path";
import { installBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { root, run, say, stopWithParent } from "./command.mjs";

const TAKES = 20;

stopWithParent();
say(`two processes, ${TAKES} takes, one of the two killed in their middle`);
const program = join(root, "node_modules/playwright/cli.js");
// One at a time: the figures it prints are of two processes, not of four.
const prove = () => run(process.execPath, [program, "test", "tests/faults/processes.spec.ts", "--workers=1"], { minutes: 20, env: { PROOF_TAKES: String(TAKES) } });
process.exitCode = (await build()) && (await installBrowser()) ? await prove() : 1;
