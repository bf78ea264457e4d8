/** Looks at everything the studio stands on and says what to do: `npm run doctor`. Exit code 1 where something needs doing. */
import { refuseOldNode } from "./node-version.mjs";

refuseOldNode();
// Only now: what follows uses what an old node has not.
const { runDoctor } = await import("./doctor-report");
process.exitCode = (await runDoctor()) === 0 ? 0 : 1;
