import "server-only";
import { readFile } from "node:fs/promises";
import { serverLimits } from "@/lib/limits";
import { stripImage } from "@/lib/references/strip";
import type { Files, FileKey } from "@/lib/server/storage/files";

/** A file as a stranger may have it: its bytes, or the file itself where that holds nothing beside its picture. */
export type Original = { kind: "bytes"; bytes: Uint8Array<ArrayBuffer>; mime: string } | { kind: "file"; file: string; size: number; mime: string };
export type Originals = { open(key: FileKey): Promise<Original | null> };

/** Engines write prompts into their files; what cannot be rid of such is not given. */
const STRIPPED: readonly string[] = ["image/jpeg", "image/png"];
export const hasOriginal = (mime: string): boolean => STRIPPED.includes(mime) || mime.startsWith("video/");

export function createOriginals(files: Files): Originals {
  // Files are named by their content: what is clean stays so.
  const clean = new Set<FileKey>();
  return {
    async open(key) {
      const found = await files.find(key);
      if (found === null || !hasOriginal(found.mime)) return null;
      const { file, bytes: size, mime } = found;
      const whole: Original = { kind: "file", file, size, mime };
      if (clean.has(key) || !STRIPPED.includes(mime)) return whole;
      const stripped = stripImage(await readFile(file), { keepsProfile: true });
      if (stripped === null) return null;
      if (stripped.bytes.length !== size) return { kind: "bytes", bytes: stripped.bytes, mime };
      if (clean.size >= serverLimits.cleanOriginals) clean.clear();
      clean.add(key);
      return whole;
    },
  };
}
