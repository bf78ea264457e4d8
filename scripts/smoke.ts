/** Makes one real picture, for money, and says how each step went: `npm run smoke`. */
import { refuseOldNode } from "./node-version.mjs";

refuseOldNode();
// Only now: what follows uses what an old node has not.
const { smokeCommand } = await import("./smoke-command");
process.exitCode = await smokeCommand();
