import { refuseOldNode } from "./node-version.mjs";

refuseOldNode();
// Only now: what follows uses what an old node has not.
const { serve } = await import("./serve.mjs");
process.exitCode = await serve(process.argv[2] === "dev" ? "dev" : "start");
