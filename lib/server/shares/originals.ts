import "server-only";
import { readFile } from "node:fs/promises";
import { serverLimits } from "@/lib/limits";
import { stripImage } from "@/lib/references/strip";
import type { ShareRow } from "@/lib/server/db/database";
import type { Files, FileKey } from "@/lib/server/storage/files";

/** A file as a stranger may have it: its bytes, or the file itself where that holds nothing beside its picture. */
export type Original = { kind: "bytes"; bytes: Uint8Array<ArrayBuffer>; mime: string } | { kind: "file"; file: string; size: number; mime: string };
export type Originals = { open(key: FileKey): Promise<Original | null> };

const STRIPPED: readonly string[] = ["image/jpeg", "image/png"];
const isFilm = (mime: string): boolean => mime.startsWith("video/");

/** Engines write prompts into their files. What cannot be rid of such is not given; a film, which is not, where its words are shown anyway. */
export const hasOriginal = (mime: string, { shows_prompt }: Pick<ShareRow, "shows_prompt">): boolean => STRIPPED.includes(mime) || (isFilm(mime) && shows_prompt === 1);

export function createOriginals(files: Files): Originals {
  // Files are named by their content: what is clean stays so.
  const clean = new Set<FileKey>();
  return {
    async open(key) {
      const found = await files.find(key);
      if (found === null) return null;
      const { file, bytes: size, mime } = found;
      if (!STRIPPED.includes(mime) && !isFilm(mime)) return null;
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
