import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { makeZip } from "client-zip";
import { extensionOfMime, slug } from "@/lib/generations/file-name";
import { recipeFileName, writeRecipe } from "@/lib/generations/recipe";
import { stripImage } from "@/lib/references/strip";
import type { ShareRow } from "@/lib/server/db/database";
import { quietEnd } from "@/lib/server/generations/zip-stream";
import { hasOriginal, type Original } from "@/lib/server/shares/originals";
import { originReader, type Origin } from "@/lib/server/shares/origins";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { allShownFrames, shownFrame } from "@/lib/server/shares/share-files";
import { recipeTakes, type Packed, type PackedReference } from "@/lib/server/shares/share-recipe";
import { readSource } from "@/lib/server/shares/source";
import { findShown } from "@/lib/server/shares/visit";
import { sha256Of } from "@/lib/server/storage/files";
import { fileStream } from "@/lib/server/storage/file-stream";

type Frame = Awaited<ReturnType<typeof allShownFrames>>[number];

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

/** Asked for anew before each file, as the page asks: what is taken back in the middle ends there, and is no whole zip. */
async function stillGiven(deps: ShareDeps, { id, passphrase_hash }: ShareRow): Promise<ShareRow> {
  const share = await findShown(deps, id);
  if (share === null || share.shows_originals !== 1 || share.passphrase_hash !== passphrase_hash) throw new Error("the share was taken back");
  return share;
}

/** Each is opened when the one before it is out, and closed when the client leaves. */
async function* entries(deps: ShareDeps, share: ShareRow, frames: readonly Frame[], stem: string) {
  const lastModified = new Date(share.created_at);
  const packed: Packed[] = [];
  for (const frame of frames) {
    const now = await stillGiven(deps, share);
    const original = (await shownFrame(deps.db, now, frame.number)) ? await originalOf(deps, now, frame) : null;
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
  for (const origin of await distinctOrigins(origins, packed)) {
    if ((await stillGiven(deps, share)).shows_references !== 1) break;
    const bytes = await referenceBytes(deps, origin);
    if (bytes === null) continue;
    const sha256 = hashOf(bytes);
    const file = `references/image-${sha256.slice(0, 8)}${extensionOfMime(`image/${origin.format}`)}`;
    references.push({ origin, file, sha256 });
    yield { name: file, lastModified, input: bytes };
  }
  const now = await stillGiven(deps, share);
  if (now.shows_settings !== 1) return;
  const takes = await recipeTakes({ source: await readSource(deps, now), packed, references, origins });
  yield { name: recipeFileName, lastModified, input: writeRecipe({ title: share.title, savedAt: share.created_at, takes }) };
}

/** What cannot be given as it came is given as it is shown. */
function originalOf({ files, originals }: ShareDeps, share: ShareRow, { file_key, mime, thumb_large_key }: Frame): Promise<Original | null> {
  if (file_key !== null && hasOriginal(mime ?? "", share)) return originals.open(file_key);
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
