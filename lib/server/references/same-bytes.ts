import "server-only";
import { serverLimits } from "@/lib/limits";
import type { ReferenceRow } from "@/lib/server/db/database";
import type { Measured } from "@/lib/server/references/examine";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import type { Discarded } from "@/lib/server/sessions/discarded-files";

/** Each owner has the same bytes once: whatever brings them again gets the reference that stands. */
export type FileOrigin = Pick<ReferenceRow, "owner_id" | "name" | "output_id" | "made_from" | "made_from_output_id" | "source_json">;

/**
 * The owner has these bytes already: nothing is stored a second time. What brings them now is what they are called and told to
 * be from; only what a frame became keeps the frame's story.
 */
export async function givenAgain(deps: ReferenceDeps, { sha256 }: Measured, { owner_id, name, output_id, made_from, made_from_output_id, source_json }: FileOrigin): Promise<ReferenceRow | null> {
  const standing = await deps.store.findOfContent(owner_id, sha256);
  if (!standing || !(await isStored(deps, standing))) return null;
  const lineage = output_id === null ? {} : { output_id, made_from, made_from_output_id };
  const hasStory = standing.output_id !== null || (standing.made_from !== null && output_id === null);
  const told = hasStory ? {} : { name, source_json, ...lineage };
  return (await deps.store.giveAgain(standing, told, deps.now())) ? { ...standing, ...told } : null;
}

/** A reference whose stored file is gone, or lies where new ones no longer go, takes over the new copy of its bytes. */
export async function mendStanding(deps: ReferenceDeps, ownerId: string, { sha256 }: Measured, storedKey: string): Promise<void> {
  const { store, storage, now } = deps;
  const standing = await store.findOfContent(ownerId, sha256);
  if (!standing || standing.stored_key === storedKey || (await isStored(deps, standing))) return;
  const moved = await store.giveAgain(standing, { storage: storage.kind, stored_key: storedKey, proved_at: null, proved_origin: null }, now());
  // A provider may be fetching from the old place just now.
  if (moved) await store.discard([{ storage: standing.storage, key: standing.stored_key }], now() + serverLimits.movedFileKeptMs);
}

/** Where no answer comes it counts as there: a second copy is no cure for a storage that is away. */
export async function isStored({ storage, files }: ReferenceDeps, row: ReferenceRow): Promise<boolean> {
  if (row.storage !== storage.kind) return false;
  const file = files.draftFile();
  try {
    const read = await storage.read(row.stored_key, file, row.bytes);
    return read.ok || read.error.code === "unavailable";
  } finally {
    await files.discard(file);
  }
}

export async function discardNow(deps: ReferenceDeps, file: Discarded): Promise<void> {
  await deps.store.discard([file], deps.now());
  await removeNow(deps, file);
}

/** At once where the storage answers; else the sweeper goes on from the note. */
export async function removeNow({ storageOf, store, log }: ReferenceDeps, file: Discarded): Promise<void> {
  const removed = await storageOf(file.storage)?.remove(file.key).catch((error: unknown) => { log.error("file.not_removed", error, { storage: file.storage }); });
  if (removed?.ok === true) await store.forget(file);
}
