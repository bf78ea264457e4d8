import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { makeZip } from "client-zip";
import { extensionOfMime, slug } from "@/lib/generations/file-name";
import { frameName } from "@/lib/generations/generation";
import { recipeFileName, writeRecipe, type RecipeTake } from "@/lib/generations/recipe";
import { stripImage } from "@/lib/references/strip";
import type { ShareSource } from "@/lib/shares/public-view";
import type { ShareRow } from "@/lib/server/db/database";
import { quietEnd } from "@/lib/server/generations/zip-stream";
import { hasOriginal, type Original } from "@/lib/server/shares/originals";
import { originReader, type Origin } from "@/lib/server/shares/origins";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { allShownFrames } from "@/lib/server/shares/share-files";
import { readSource } from "@/lib/server/shares/source";
import { sha256Of } from "@/lib/server/storage/files";
import { fileStream } from "@/lib/server/storage/file-stream";

type Frame = Awaited<ReturnType<typeof allShownFrames>>[number];
type Packed = { frame: Frame; file: string; sha256: string; bytes: number; mime: string };
type PackedReference = { origin: Origin; file: string; sha256: string };

const NAME_BYTES = 60;
/** "cups-from-warm-to-cold-light" of "cups-from-warm-to-cold-light-3.jpg" */
export const pictureStem = (title: string): string => slug(title, NAME_BYTES) || "pictures";

/**
 * All pictures of a share, and of what they were made from and how as much as it shows: names, recipe and files tell nothing
 * else. null where its originals may not be had, or none is there.
 */
export async function shareZip(deps: ShareDeps, share: ShareRow): Promise<{ name: string; body: ReadableStream<Uint8Array> } | null> {
  const frames = share.shows_originals === 1 ? (await allShownFrames(deps.db, share)).filter(({ file_key }) => file_key !== null) : [];
  if (frames.length === 0) return null;
  const stem = pictureStem(share.title);
  return { name: `${stem}.zip`, body: quietEnd(makeZip(entries(deps, share, frames, stem))) };
}

/** Each is opened when the one before it is out, and closed when the client leaves. */
async function* entries(deps: ShareDeps, share: ShareRow, frames: readonly Frame[], stem: string) {
  const lastModified = new Date(share.created_at);
  const packed: Packed[] = [];
  for (const frame of frames) {
    const original = await originalOf(deps, frame);
    if (original === null) continue;
    const file = `${stem}-${frame.number}${extensionOfMime(original.mime)}`;
    packed.push({ frame, file, mime: original.mime, ...(await facts(original)) });
    if (original.kind === "bytes") {
      yield { name: file, lastModified, input: original.bytes };
      continue;
    }
    const source = createReadStream(original.file);
    try {
      yield { name: file, lastModified, input: fileStream(source) };
    } finally {
      source.destroy();
    }
  }
  const origins = originReader(deps.db);
  const references: PackedReference[] = [];
  for (const origin of share.shows_references === 1 ? await distinctOrigins(origins, packed) : []) {
    const bytes = await referenceBytes(deps, origin);
    if (bytes === null) continue;
    const sha256 = hashOf(bytes);
    const file = `references/image-${sha256.slice(0, 8)}${extensionOfMime(`image/${origin.format}`)}`;
    references.push({ origin, file, sha256 });
    yield { name: file, lastModified, input: bytes };
  }
  if (share.shows_settings !== 1) return;
  const source = await readSource(deps, share);
  const takes = await recipeTakes({ source, share, packed, references, origins });
  yield { name: recipeFileName, lastModified, input: writeRecipe({ title: share.title, savedAt: share.created_at, takes }) };
}

/** What cannot be given as it came is given as it is shown. */
function originalOf({ files, originals }: ShareDeps, { file_key, mime, thumb_large_key }: Frame): Promise<Original | null> {
  if (file_key !== null && hasOriginal(mime ?? "")) return originals.open(file_key);
  return thumb_large_key === null ? Promise.resolve(null) : files.find(thumb_large_key).then((found) => found && { kind: "file", file: found.file, size: found.bytes, mime: found.mime });
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Of what is given: an original may be stored with more beside its picture. */
async function facts(original: Original): Promise<{ sha256: string; bytes: number }> {
  if (original.kind === "bytes") return { sha256: hashOf(original.bytes), bytes: original.bytes.length };
  return { sha256: await sha256Of(original.file), bytes: original.size };
}

/** The same bytes once. */
async function distinctOrigins(origins: ReturnType<typeof originReader>, packed: readonly Packed[]): Promise<Origin[]> {
  const takes = [...new Set(packed.map(({ frame }) => frame.generation_id))];
  await origins.load(takes);
  const byContent = new Map<string, Origin>();
  for (const take of takes) for (const origin of await origins.of(take)) byContent.set(origin.sha256, origin);
  return [...byContent.values()];
}

/** null where its storage does not give it. */
async function referenceBytes({ files, storageOf, log }: ShareDeps, { storage, stored_key, bytes }: Origin): Promise<Uint8Array<ArrayBuffer> | null> {
  const draft = files.draftFile();
  try {
    const read = await storageOf(storage)?.read(stored_key, draft, bytes);
    if (read?.ok !== true) {
      log.warn("zip.reference_left_out", { storage, reason: read === undefined ? "its storage is not set up any more" : read.error.code });
      return null;
    }
    return stripImage(await readFile(draft), { keepsProfile: true })?.bytes ?? null;
  } finally {
    await files.discard(draft);
  }
}

type RecipeOf = { source: ShareSource; share: ShareRow; packed: readonly Packed[]; references: readonly PackedReference[]; origins: ReturnType<typeof originReader> };

/** Takes and frames are counted from 1: how many there are beside them is not told. */
async function recipeTakes({ source, share, packed, references, origins }: RecipeOf): Promise<RecipeTake[]> {
  const byNumber = new Map(packed.map((one) => [one.frame.number, one]));
  const takes: RecipeTake[] = [];
  for (const { settings, modelId, size, engine, prompt, slots } of source.takes) {
    const own = slots.flatMap(({ number }) => byNumber.get(number) ?? []);
    const [first] = own;
    if (settings === null || first === undefined) continue;
    const take = takes.length + 1;
    const used = share.shows_references === 1 ? await origins.of(first.frame.generation_id) : [];
    takes.push({
      take, modelId, engine, madeAt: source.sharedAt, prompt: source.shows.prompt ? prompt : "",
      settings: { count: source.kind === "frames" ? own.length : settings.count, size, optimize: settings.optimize, seed: settings.seed },
      references: used.flatMap((origin) => {
        const known = references.find((one) => one.origin.sha256 === origin.sha256);
        return known === undefined ? [] : [{ number: origin.position + 1, name: `image ${origin.position + 1}`, file: known.file, sha256: known.sha256, madeFrom: null }];
      }),
      frames: own.map(({ frame, file, sha256, bytes, mime }, at) => ({ name: frameName(take, at + 1), file, sha256, bytes, mime, width: frame.width, height: frame.height, marked: false })),
    });
  }
  return takes;
}
