import "server-only";
import path from "node:path";
import { limits } from "@/lib/limits";
import type { MediaRule } from "@/lib/models/field";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import type { Sample, UploadInput } from "@/lib/references/upload";
import { err, ok, type Result } from "@/lib/result";
import type { ReferenceRow, UploadRow } from "@/lib/server/db/database";
import { measureReference, referenceRow } from "@/lib/server/references/examine";
import { problemOf, toReference, type ReferenceStore } from "@/lib/server/references/store";
import type { Files } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";

export type ReferenceDeps = {
  store: ReferenceStore;
  storage: Storage;
  files: Files;
  rules: readonly MediaRule[];
  samplesDir: string;
  now: () => number;
};
type Answer = Promise<Result<Reference, ReferenceRefusal>>;

/** Before the bytes: who uploads which tile. @returns false where the tile is another owner's. */
export const openUpload = ({ store, now }: ReferenceDeps, ownerId: string, { tileId, sessionId, name, source }: UploadInput): Promise<boolean> =>
  store.openUpload({ tile_id: tileId, owner_id: ownerId, session_id: sessionId, name, source_json: source ? JSON.stringify(source) : null, created_at: now() });

/** The storage has the bytes (its callback, or our own question): they are looked at before a reference exists. */
export async function receiveUpload(deps: ReferenceDeps, tileId: string, storedKey: string): Promise<void> {
  await deps.store.setStored(tileId, storedKey);
  const upload = await deps.store.findUpload(tileId);
  if (upload) await examineUpload(deps, upload);
}

/** Asked by the browser: a callback that never comes must not leave a tile waiting. */
export async function confirmUpload(deps: ReferenceDeps, ownerId: string, tileId: string): Answer {
  const upload = await deps.store.findUpload(tileId);
  if (upload?.owner_id !== ownerId) return err({ code: "not_found" });
  return examineUpload(deps, upload);
}

async function examineUpload(deps: ReferenceDeps, upload: UploadRow): Answer {
  const { store, storage, files, rules, now } = deps;
  const known = await examined(deps, upload.owner_id, upload.tile_id);
  if (known) return known;
  // Without a callback the key is the presigned one: the storage is asked whether it is there.
  const storedKey = upload.stored_key ?? (storage.kind === "uploadthing" ? upload.ingest_key : null);
  if (storedKey === null) return err({ code: "not_stored" });

  const file = files.draftFile();
  try {
    const read = await storage.read(storedKey, file, limits.uploadBytes);
    if (!read.ok) return err({ code: read.error.code === "not_there" ? "not_stored" : "storage_unavailable" });
    const measured = await measureReference(files, file, rules);
    if (!measured.ok) {
      if (await store.setProblem(upload.tile_id, measured.error)) await storage.remove(storedKey);
      return err({ code: "problem", problem: measured.error });
    }
    const origin = { owner_id: upload.owner_id, name: upload.name, storage: storage.kind, stored_key: storedKey, output_id: null, made_from: null, source_json: upload.source_json };
    const row = referenceRow(measured.value, origin, now());
    if (await store.setReference(upload.tile_id, row)) return ok(toReference(row, files));
    return (await examined(deps, upload.owner_id, upload.tile_id)) ?? err({ code: "not_found" });
  } finally {
    await files.discard(file);
  }
}

/** What an earlier look found. */
async function examined({ store, files }: ReferenceDeps, ownerId: string, tileId: string): Promise<Awaited<Answer> | null> {
  const upload = await store.findUpload(tileId);
  if (!upload) return err({ code: "not_found" });
  const problem = problemOf(upload);
  if (problem) return err({ code: "problem", problem });
  const row = upload.reference_id === null ? undefined : await store.find(ownerId, upload.reference_id);
  return row ? ok(toReference(row, files)) : null;
}

export function referenceFromSample(deps: ReferenceDeps, ownerId: string, sample: Sample): Answer {
  const name = `${sample}.jpg`;
  return referenceFromFile(deps, path.join(deps.samplesDir, name), { owner_id: ownerId, name, output_id: null, made_from: null, source_json: null });
}

/** "Edit this". The same frame twice is one reference. */
export async function referenceFromOutput(deps: ReferenceDeps, ownerId: string, output: { id: string; fileKey: string; frame: string }): Answer {
  const known = await deps.store.findOfOutput(ownerId, output.id);
  if (known) return ok(toReference(known, deps.files));
  return referenceFromFile(deps, deps.files.pathOf(output.fileKey), { owner_id: ownerId, name: output.frame, output_id: output.id, made_from: output.frame, source_json: null });
}

type FileOrigin = Pick<ReferenceRow, "owner_id" | "name" | "output_id" | "made_from" | "source_json">;

async function referenceFromFile({ store, storage, files, rules, now }: ReferenceDeps, file: string, origin: FileOrigin): Answer {
  const measured = await measureReference(files, file, rules);
  if (!measured.ok) return err({ code: "problem", problem: measured.error });
  const stored = await storage.put(file, { name: origin.name, mime: `image/${measured.value.format}` });
  if (!stored.ok) return err({ code: "storage_unavailable" });
  const row = referenceRow(measured.value, { ...origin, storage: storage.kind, stored_key: stored.value.key }, now());
  if (await store.insert(row)) return ok(toReference(row, files));
  // Another click was first: its reference stands, and this copy goes.
  await storage.remove(row.stored_key);
  const first = origin.output_id === null ? undefined : await store.findOfOutput(origin.owner_id, origin.output_id);
  return first ? ok(toReference(first, files)) : err({ code: "not_found" });
}
