import { readFileSync } from "node:fs";

/** Written so that an old node can still run it and hear what is wrong. */
export function refuseOldNode() {
  const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const [major, minor] = engines.node.replace(">=", "").split(".").map(Number);
  const [runningMajor, runningMinor] = process.versions.node.split(".").map(Number);
  if (runningMajor > major || (runningMajor === major && runningMinor >= minor)) return;
  console.error(`Contact Sheet needs Node ${major}.${minor} or later; this is Node ${process.versions.node}.`);
  console.error("Get a current one from https://nodejs.org and run the command again.");
  process.exit(1);
}
