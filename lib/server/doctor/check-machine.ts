import "server-only";
import type { Finding } from "@/lib/server/doctor/finding";

const numbers = (version: string): number[] => version.replace(/^\D+/, "").split(".").map(Number);

/** @param wanted package.json's `engines.node`: ">=20.19". */
export async function checkNode(wanted: string, running: string): Promise<Finding> {
  const [major = 0, minor = 0] = numbers(wanted);
  const [runningMajor = 0, runningMinor = 0] = numbers(running);
  if (runningMajor > major || (runningMajor === major && runningMinor >= minor)) return { state: "good", says: running };
  return { state: "mend", says: `${running}; ${wanted} is needed`, todo: "Get a current Node from https://nodejs.org." };
}

/** A package with a compiled part: `open` uses that part once and tells its version. */
export type Binary = { name: string; open: () => Promise<string> };

export async function checkBinaries(binaries: readonly Binary[]): Promise<Finding> {
  const opened: string[] = [];
  const details: string[] = [];
  for (const { name, open } of binaries) {
    try {
      opened.push(`${name} ${await open()}`);
    } catch (error) {
      const [firstLine = ""] = String(error instanceof Error ? error.message : error).trim().split("\n");
      details.push(`${name}: ${firstLine}`);
    }
  }
  if (details.length === 0) return { state: "good", says: opened.join(", ") };
  return {
    state: "mend", says: `${details.length === 1 ? "a package does" : "packages do"} not load`, details,
    todo: "Run `npm ci` with this Node. better-sqlite3 may have to be compiled: that needs g++, make and python3.",
  };
}

/** @param problems every variable that does not fit, a sentence each. */
export async function checkEnvironment(problems: readonly string[], files: readonly string[]): Promise<Finding> {
  const from = files.length === 0 ? "no .env file" : `with ${files.join(", ")}`;
  if (problems.length === 0) return { state: "good", says: `every variable fits (${from})` };
  return { state: "mend", says: `${problems.length} ${problems.length === 1 ? "variable does" : "variables do"} not fit (${from})`, details: problems, todo: "Set them right; .env.example says each in a line." };
}
