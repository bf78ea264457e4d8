import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";

/** Tells one build of the studio from another; in development there is only one. Read at the start: a newer build may take the folder's place while this process serves. */
export function readBuildId(): string {
  try {
    return readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), ".next", "BUILD_ID"), "utf8").trim();
  } catch {
    return "development";
  }
}
