import "server-only";
import { limits } from "@/lib/limits";
import type { UploadInput } from "@/lib/references/upload";
import { err, ok } from "@/lib/result";
import type { UploadRow } from "@/lib/server/db/database";
import { measureReference, referenceRow, type Measured } from "@/lib/server/references/examine";
import { notingThumbs } from "@/lib/server/references/noted-thumbs";
import type { Answer, ReferenceDeps } from "@/lib/server/references/reference-deps";
import { mendStanding, removeNow } from "@/lib/server/references/same-bytes";
import { problemOf, toReference } from "@/lib/server/references/store";
import type { Discarded } from "@/lib/server/sessions/discarded-files";

/** Before the bytes: who uploads which tile. @returns false where the session is not there or the tile is another owner's. */
export async function openUpload({ store, ownsSession, now }: ReferenceDeps, ownerId: string, { tileId, sessionId, name, source, otherWayOf }: UploadInput): Promise<boolean> {
  if (!(await ownsSession(ownerId, sessionId))) return false;
  return store.openUpload({ tile_id: tileId, owner_id: ownerId, session_id: sessionId, name, source_json: source ? JSON.stringify(source) : null, other_way_of: otherWayOf ?? null, created_at: now() });
}

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
    const measured = await measureReference(notingThumbs(deps), file, rules);
    if (!measured.ok) {
      const bad: Discarded = { storage: storage.kind, key: storedKey };
      if (await store.setProblem(upload.tile_id, measured.error, bad, now())) await removeNow(deps, bad);
      return err({ code: "problem", problem: measured.error });
    }
    return await keepUpload(deps, upload, storedKey, measured.value);
  } finally {
    await files.discard(file);
  }
}

async function keepUpload(deps: ReferenceDeps, upload: UploadRow, storedKey: string, measured: Measured): Answer {
  const { store, storage, files, now, stored } = deps;
  await mendStanding(deps, upload.owner_id, measured, storedKey);
  // A frame that is turned, or written in another format, is still made from that frame.
  const before = upload.other_way_of === null ? undefined : await store.find(upload.owner_id, upload.other_way_of);
  const lineage = { output_id: null, made_from: before?.made_from ?? null, made_from_output_id: before?.made_from_output_id ?? null };
  const origin = { owner_id: upload.owner_id, name: upload.name, storage: storage.kind, stored_key: storedKey, ...lineage, source_json: upload.source_json };
  const row = referenceRow(measured, origin, now());
  const standing = await store.setReference(upload.tile_id, row, now());
  if (standing === null) {
    const known = await examined(deps, upload.owner_id, upload.tile_id);
    if (known?.ok === true) await store.keepThumbs(row);
    return known ?? err({ code: "not_found" });
  }
  if (standing.id === row.id) stored(row);
  else if (standing.stored_key !== storedKey) await removeNow(deps, { storage: storage.kind, key: storedKey });
  return ok(toReference(standing, files));
}

/** What an earlier look found. */
async function examined({ store, files }: ReferenceDeps, ownerId: string, tileId: string): Promise<Awaited<Answer> | null> {
  const upload = await store.findUpload(tileId);
  if (!upload) return err({ code: "not_found" });
  const problem = problemOf(upload);
  if (problem) return err({ code: "problem", problem });
  const row = upload.reference_id === null ? undefined : await store.find(ownerId, upload.reference_id);
  // The same bytes may have come by another name, and from another file.
  return row ? ok(toReference({ ...row, name: upload.name, source_json: upload.source_json }, files)) : null;
}
