import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * The files in DATA_DIR. A key is its address below /api/files: "r/<128 random bits>.jpg" for a reference, which the provider
 * fetches without a cookie; "o/<sha256>.png" and "t/<sha256>-640.webp" for outputs and thumbnails, named by their content. Beside each
 * thumbnail of 640 px stands one of 384, for small rows and telephones: it goes with it, and where it is not (frames of earlier
 * versions have none) that of 640 px stands for it.
 */
export type FileKey = string;
export type Files = {
  urlOf(key: FileKey): string;
  /** @returns null for a key that is none of ours, or whose file is not there. */
  find(key: FileKey): Promise<{ file: string; bytes: number; mime: string } | null>;
  pathOf(key: FileKey): string;
  /** A place to write to; nobody reads it before `keep`. */
  draftFile(): string;
  /** Moves a finished file to its key: there as a whole, or not at all. */
  keep(draft: string, key: FileKey): Promise<void>;
  write(bytes: Buffer, key: FileKey): Promise<void>;
  discard(draft: string): Promise<void>;
  /** Takes a file away for good, unless it was written after `since`: then it stays, and the answer is "young". */
  retire(key: FileKey, since: number): Promise<"gone" | "young">;
};

const MIME: Readonly<Record<string, string>> = {
  jpg: "image/jpeg", png: "image/png", webp: "image/webp", gif: "image/gif", avif: "image/avif", mp4: "video/mp4", webm: "video/webm",
  bin: "application/octet-stream",
};
const EXTENSIONS = new Map(Object.entries(MIME).map(([extension, mime]) => [mime, extension]));
const KEY = /^(r\/[0-9a-f]{32}|o\/[0-9a-f]{64}|t\/[0-9a-f]{64}-(?:384|640|1280))\.([a-z0-9]{3,4})$/;

export const extensionOf = (mime: string): string => EXTENSIONS.get(mime) ?? "bin";
export const referenceKey = (mime: string): FileKey => `r/${randomBytes(16).toString("hex")}.${extensionOf(mime)}`;
export const outputKey = (sha256: string, mime: string): FileKey => `o/${sha256}.${extensionOf(mime)}`;
const [SMALL, TINY] = ["-640.webp", "-384.webp"] as const;
export type ThumbWidth = 384 | 640 | 1280;
export const thumbKey = (sha256: string, width: ThumbWidth): FileKey => `t/${sha256}-${width}.webp`;
/** The one of 384 px that stands beside a thumbnail of 640. */
export const tinyBeside = (small: FileKey): FileKey => small.replace(SMALL, TINY);
/** What names a file by its content; null for a reference, whose name is random. */
export const contentOf = (key: FileKey): string | null => /^[ot]\/([0-9a-f]{64})[-.]/.exec(key)?.[1] ?? null;

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

async function flush(place: string): Promise<void> {
  const handle = await open(place, "r");
  await handle.sync();
  await handle.close();
}

export function createFiles(dataDir: string): Files {
  const root = path.join(dataDir, "files");
  const drafts = path.join(dataDir, "tmp");
  mkdirSync(drafts, { recursive: true, mode: 0o700 });

  const pathOf = (key: FileKey) => {
    if (!KEY.test(key)) throw new Error("not a file key of ours");
    const [area = "", name = ""] = key.split("/");
    return path.join(/* turbopackIgnore: true */ root, area, name.slice(0, 2), name);
  };

  const draftFile = () => path.join(drafts, randomBytes(16).toString("hex"));

  async function keep(draft: string, key: FileKey): Promise<void> {
    const target = pathOf(key);
    const folder = path.dirname(target);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await flush(draft);
    await rename(draft, target);
    // The name is in the folder: a row must not outlive a power cut that its file does not.
    await flush(folder);
  }

  async function look(key: FileKey): ReturnType<Files["find"]> {
    const mime = MIME[KEY.exec(key)?.[2] ?? ""];
    if (mime === undefined) return null;
    const file = pathOf(key);
    const found = await stat(file).catch(() => null);
    return found?.isFile() ? { file, bytes: found.size, mime } : null;
  }

  async function retire(key: FileKey, since: number): ReturnType<Files["retire"]> {
    const target = pathOf(key);
    const away = path.join(drafts, randomBytes(16).toString("hex"));
    try {
      // Away first, then looked at: one that is written in this moment is seen, or comes after and stays.
      await rename(target, away);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "gone";
      throw error;
    }
    if ((await stat(away)).mtimeMs > since) {
      await rename(away, target);
      return "young";
    }
    await rm(away, { force: true });
    return "gone";
  }

  return {
    urlOf: (key) => `/api/files/${key}`,
    pathOf,
    draftFile,
    find: async (key) => (await look(key)) ?? (key.endsWith(TINY) ? look(key.replace(TINY, SMALL)) : null),
    keep,
    async write(bytes, key) {
      const draft = draftFile();
      await writeFile(draft, bytes);
      await keep(draft, key);
    },
    discard: (draft) => rm(draft, { force: true }),
    async retire(key, since) {
      const outcome = await retire(key, since);
      if (outcome === "gone" && key.endsWith(SMALL)) await retire(tinyBeside(key), since);
      return outcome;
    },
  };
}
