import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Made once, readable by this user alone. */
export function readSecret(dataDir: string): string {
  const file = path.join(dataDir, "secret");
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const secret = readFileSync(file, "utf8").trim();
  // A crash or a full disk at the first start leaves it empty; what an empty secret signs, anyone can sign.
  if (!/^[0-9a-f]{64}$/.test(secret)) throw new Error(`${file} holds no secret: delete it, and the next start makes a new one`);
  return secret;
}

/** A key of its own for each use, so that none can be turned against another. */
export const keyFor = (secret: string, use: string): string => createHmac("sha256", secret).update(use).digest("hex");
