import "server-only";
import { mkdir, opendir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { serverLimits } from "@/lib/limits";

/** What a crash, or an upload that never went on, left half written: nobody comes back for it. */
export async function removeLeftovers(dataDir: string, nowMs: number): Promise<void> {
  for (const name of ["tmp", "ingest"]) {
    const folder = path.join(/* turbopackIgnore: true */ dataDir, name);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for await (const { name: left } of await opendir(folder)) {
      const file = path.join(folder, left);
      const found = await stat(file).catch(() => null);
      if (found && nowMs - found.mtimeMs > serverLimits.leftoverMs) await rm(file, { force: true });
    }
  }
}
