import "server-only";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { serverLimits } from "@/lib/limits";
import type { Finding } from "@/lib/server/doctor/finding";

const GIGABYTE = 1_000_000_000;
/** Bits of everyone but the owner. */
const OTHERS = 0o077;
const gigabytes = (bytes: number): string => `${(bytes / GIGABYTE).toFixed(1)} GB free`;

/** The nearest folder that is there: the one DATA_DIR will be made in. */
async function nearest(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  const parent = path.dirname(folder);
  return found !== null || parent === folder ? folder : nearest(parent);
}

type Modes = { name: string; file: string };

/** Windows keeps no such bits. */
async function openToOthers(places: readonly Modes[], platform: string): Promise<string[]> {
  if (platform === "win32") return [];
  const modes = await Promise.all(places.map(async ({ name, file }) => {
    const found = await stat(file).catch(() => null);
    return found !== null && (found.mode & OTHERS) !== 0 ? [`${name} (${(found.mode & 0o777).toString(8)})`] : [];
  }));
  return modes.flat();
}

/** DATA_DIR: there or to be made, ours to write, nobody else's to read, and with room. */
export async function checkFolder({ dataDir, freeBytes, platform }: { dataDir: string; freeBytes: (folder: string) => Promise<number>; platform: string }): Promise<Finding> {
  const folder = await nearest(dataDir);
  const found = await stat(folder);
  if (!found.isDirectory()) return { state: "mend", says: `${folder} is a file`, todo: "Set DATA_DIR to a folder, or move that file away." };
  const isWritable = await access(folder, constants.W_OK | constants.X_OK).then(() => true, () => false);
  if (!isWritable) return { state: "mend", says: `${folder} may not be written by this user`, todo: "Give the folder to the user that runs the studio (chown), or set DATA_DIR to another." };

  const free = await freeBytes(folder);
  if (free < serverLimits.diskLowBytes) return { state: "mend", says: `${folder}: ${gigabytes(free)}`, todo: "Make room, or set DATA_DIR to a larger disk: a take that cannot be saved waits for it." };
  if (folder !== dataDir) return { state: "good", says: `${dataDir} is made at the first start; ${gigabytes(free)}` };

  const open = await openToOthers([{ name: dataDir, file: dataDir }, { name: "secret", file: path.join(dataDir, "secret") }], platform);
  if (open.length > 0) return { state: "mend", says: `other users of this machine may read ${open.join(" and ")}`, todo: `chmod -R go= ${dataDir}` };
  return { state: "good", says: `${dataDir}, for this user alone; ${gigabytes(free)}` };
}
