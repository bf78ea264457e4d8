import { refuseOldNode } from "./node-version.mjs";

refuseOldNode();
// Only now: what follows uses what an old node has not, and then what `npm ci` brought.
const { install } = await import("./install.mjs");
if (await install()) {
  const { runTests } = await import("./suite.mjs");
  process.exitCode = await runTests();
} else {
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
