import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** STUDIO_SECRET where it is set; else made once, readable by this user alone. */
export function readSecret({ DATA_DIR, STUDIO_SECRET }: { DATA_DIR: string; STUDIO_SECRET?: string | undefined }): string {
  if (STUDIO_SECRET !== undefined) return STUDIO_SECRET;
  const file = path.join(DATA_DIR, "secret");
  if (!existsSync(file)) make(file);
  const secret = readFileSync(file, "utf8").trim();
  // A full disk, or a hand, may leave it empty or cut; what an empty secret signs, anyone can sign.
  if (!/^[0-9a-f]{64}$/.test(secret)) throw new Error(`${file} holds no secret: delete it, and the next start makes a new one`);
  return secret;
}

/** Linked when it is whole: of processes that start at once, all read the first one's. */
function make(file: string): void {
  const draft = `${file}-${randomBytes(8).toString("hex")}`;
  writeFileSync(draft, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
}

/** A key of its own for each use, so that none can be turned against another. */
export const keyFor = (secret: string, use: string): string => createHmac("sha256", secret).update(use).digest("hex");
