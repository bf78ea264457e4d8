import "server-only";
import { writeFile } from "node:fs/promises";
import type { Archive, ArchivedFrame, ArchivedReference } from "@/lib/archives/archive";
import type { ImportRefusal } from "@/lib/archives/import-answer";
import { limits, serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { insertArchive, type KeptFrame } from "@/lib/server/archives/insert-archive";
import { openArchive, type ArchivedFile, type OpenArchive } from "@/lib/server/archives/open-archive";
import type { Database } from "@/lib/server/db/database";
import { bytesOf, readPicture, readVideoMime } from "@/lib/server/images/inspect";
import { makeThumbs } from "@/lib/server/images/thumbs";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import { referenceFromBytes } from "@/lib/server/references/references";
import { discard } from "@/lib/server/sessions/discarded-files";
import { outputKey, type FileKey } from "@/lib/server/storage/files";

export type ImportDeps = { db: Database; references: ReferenceDeps };
export type Came = { sessionId: string; takes: number; frames: number; missing: number };
/** Told after each file; each is looked at twice. */
type Report = (files: number, of: number) => void;
type DeliveredFrame = Extract<ArchivedFrame, { state: "delivered" }>;

class Refused extends Error {
  constructor(readonly refusal: ImportRefusal) {
    super(refusal.code);
  }
}
function had<T>(answer: Result<T, ImportRefusal>): T {
  if (answer.ok) return answer.value;
  throw new Refused(answer.error);
}

/**
 * A session out of an exported zip, as one of this owner's own. Every file is first proved by its hash; then files are kept, and
 * last come all rows in one transaction: it is there as a whole, or not at all. What it cost was paid elsewhere.
 */
export async function importSession(deps: ImportDeps, ownerId: string, zip: string, report: Report, ending: AbortSignal): Promise<Result<Came, ImportRefusal>> {
  const opened = await openArchive(zip);
  if (!opened.ok) return opened;
  const written: FileKey[] = [];
  try {
    return ok(await bringIn(deps, ownerId, opened.value, { report, ending, written }));
  } catch (error) {
    await forget(deps, written);
    if (error instanceof Refused) return err(error.refusal);
    if (isDiskFull(error)) return err({ code: "disk_full" });
    throw error;
  } finally {
    await opened.value.close();
  }
}

type Way = { report: Report; ending: AbortSignal; written: FileKey[] };

async function bringIn(deps: ImportDeps, ownerId: string, { archive, files, bytesOf: read }: OpenArchive, { report, ending, written }: Way): Promise<Came> {
  const of = 2 * files.length;
  let done = 0;
  const next = () => {
    if (ending.aborted) throw new Refused({ code: "cut_off" });
    report(done, of);
    done += 1;
  };
  for (const file of files) {
    next();
    had(await read(file));
  }
  const content = new Map(files.map((file) => [`${file.file} ${file.sha256}`, file]));
  const fileOf = ({ file, sha256 }: { file: string; sha256: string }): ArchivedFile => content.get(`${file} ${sha256}`) ?? { file, sha256, mostBytes: 0 };

  const references = new Map<string, string>();
  for (const reference of archive.references) {
    if (reference.file === null) continue;
    next();
    references.set(reference.id, await keepReference(deps, ownerId, reference, had(await read(fileOf({ file: reference.file, sha256: reference.sha256 })))));
  }
  const frames = new Map<string, KeptFrame>();
  for (const frame of archive.takes.flatMap((take) => take.frames)) {
    if (frame.state !== "delivered" || frames.has(frame.sha256)) continue;
    next();
    frames.set(frame.sha256, await keepFrame(deps, frame, had(await read(fileOf(frame))), written));
  }
  const sessionId = await insertArchive(deps.db, ownerId, { archive, references, frames, written }, deps.references.now());
  return { sessionId, takes: archive.takes.length, frames: deliveredIn(archive), missing: archive.references.filter(({ file }) => file === null).length };
}

const deliveredIn = ({ takes }: Archive): number => takes.flatMap((take) => take.frames).filter(({ state }) => state === "delivered").length;

/** @returns the id of the reference that has these bytes: the owner may have had them before. */
async function keepReference({ references: deps }: ImportDeps, ownerId: string, { name, file, source, madeFrom }: ArchivedReference, bytes: Uint8Array): Promise<string> {
  const draft = deps.files.draftFile();
  try {
    await writeFile(draft, bytes);
    const made = await referenceFromBytes(deps, draft, {
      owner_id: ownerId, name: name.slice(0, limits.fileNameChars), output_id: null, made_from: madeFrom?.frame ?? null, made_from_output_id: null, source_json: source === null ? null : JSON.stringify(source),
    });
    if (made.ok) return made.value.id;
    throw new Refused(made.error.code === "problem" ? { code: "file_refused", name: file ?? name } : { code: "storage_unavailable" });
  } finally {
    await deps.files.discard(draft);
  }
}

/** By its own bytes, as at saving: what the archive says of it is believed no more than a provider. */
async function keepFrame({ db, references: { files, now } }: ImportDeps, { file, sha256 }: DeliveredFrame, bytes: Uint8Array, written: FileKey[]): Promise<KeptFrame> {
  const draft = files.draftFile();
  const note = async (key: FileKey) => {
    // Noted to go before it is there: the row takes the note away with it.
    await db.transaction().execute((tx) => discard(tx, [{ storage: "local", key }], now() + serverLimits.importMs));
    written.push(key);
  };
  const noting = { ...files, write: async (data: Buffer, key: FileKey) => note(key).then(() => files.write(data, key)) };
  try {
    await writeFile(draft, bytes);
    const size = await bytesOf(draft);
    const read = await readPicture(draft);
    const video = read.ok && size <= limits.imageBytes ? null : await readVideoMime(draft);
    const thumbs = read.ok && video === null ? await makeThumbs(noting, draft, sha256) : null;
    if (video === null && (!read.ok || thumbs === null)) throw new Refused({ code: "file_refused", name: file });
    const facts = read.ok && video === null ? read.picture : { mime: video ?? "", width: 0, height: 0 };
    const key = outputKey(sha256, facts.mime);
    await note(key);
    await files.keep(draft, key);
    return {
      media: video === null ? "image" : "video", ...facts, file_key: key, bytes: size,
      thumb_small_key: thumbs?.small ?? null, thumb_large_key: thumbs?.large ?? null, placeholder: thumbs?.placeholder ?? null, thumb_bytes: thumbs?.bytes ?? null,
    };
  } finally {
    await files.discard(draft);
  }
}

/** What was written for nothing goes with the next look, unless something else uses it. */
async function forget({ db, references: { now } }: ImportDeps, written: readonly FileKey[]): Promise<void> {
  if (written.length === 0) return;
  await db.transaction().execute((tx) => discard(tx, written.map((key) => ({ storage: "local", key })), now()));
}

const isDiskFull = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOSPC";
