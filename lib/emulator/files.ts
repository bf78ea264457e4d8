import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { emulatorLimits } from "@/lib/emulator/limits";

export type Files = ReturnType<typeof filesIn>;
export type OutputExtension = "jpg" | "webm";

export const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** References by the hash of their bytes, outputs by request: plain files beside the database. */
export function filesIn(dataDir: string) {
  const references = join(dataDir, "references");
  const outputs = join(dataDir, "outputs");
  return {
    outputPath: (requestId: string, name: string): string => join(outputs, requestId, name),
    readReference: (hash: string): Promise<Buffer> => readFile(join(references, hash)),

    async keepReference(bytes: Buffer): Promise<string> {
      const hash = hashOf(bytes);
      const path = join(references, hash);
      const known = await stat(path).catch(() => null);
      if (known?.size === bytes.length) await utimes(path, new Date(), new Date());
      else await writeWhole(references, hash, bytes);
      return hash;
    },

    /** The name holds the content's hash, and an escape as the service's paths do: `%3D` is part of the name. */
    async keepOutput(requestId: string, index: number, bytes: Buffer, extension: OutputExtension): Promise<string> {
      const name = `${index}-${hashOf(bytes).slice(0, 24)}%3D.${extension}`;
      await writeWhole(join(outputs, requestId), name, bytes);
      return name;
    },

    async forgetRequests(ids: readonly string[]): Promise<void> {
      for (const id of ids) await rm(join(outputs, id), { recursive: true, force: true });
    },

    async sweepReferences(inUse: ReadonlySet<string>, nowMs: number): Promise<void> {
      const names = await readdir(references).catch(() => []);
      for (const name of names) {
        if (inUse.has(name)) continue;
        const found = await stat(join(references, name)).catch(() => null);
        if (found && nowMs - found.mtimeMs > emulatorLimits.looseReferenceMs) await rm(join(references, name), { force: true });
      }
    },
  };
}

/** Whole or not at all: a file that a SIGKILL cut short must not look finished. */
async function writeWhole(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${name}.${randomUUID()}.part`);
  const file = await open(part, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, join(folder, name));
}

