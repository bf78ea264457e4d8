import "server-only";
import type { Transaction } from "kysely";
import { limits } from "@/lib/limits";
import type { Database, Tables } from "@/lib/server/db/database";
import { discard, type Discarded, type DiscardDeps } from "@/lib/server/sessions/discarded-files";
import { thumbKey } from "@/lib/server/storage/files";

/**
 * Takes the rows of what has been in no draft and no take for a day, be it that none ever had it or that its session was deleted, and of uploads that never became
 * anything; their files are noted, and go where nothing else uses them. What one look does not reach is left to the next.
 */
export async function removeUnused({ db, storageOf, now }: Pick<DiscardDeps, "db" | "storageOf" | "now">): Promise<void> {
  const before = now() - limits.unusedKeptMs;
  const step = (work: (tx: Transaction<Tables>) => Promise<void>) => db.transaction().execute(work);
  await step((tx) => oldUploads(tx, before, now(), storageOf("uploadthing") !== null));
  for (const id of await unusedReferences(db, before)) await step((tx) => removeReference(tx, id, before, now()));
}

async function oldUploads(tx: Transaction<Tables>, before: number, now: number, hasUploadThing: boolean): Promise<void> {
  const old = tx.selectFrom("uploads").select("tile_id").where("created_at", "<=", before).orderBy("created_at").limit(limits.sweepFiles);
  const removed = await tx.deleteFrom("uploads").where("tile_id", "in", old).returning(["stored_key", "ingest_key", "reference_id"]).execute();
  const files = removed.filter(({ reference_id }) => reference_id === null).flatMap(({ stored_key, ingest_key }): Discarded[] => {
    if (stored_key !== null) return [{ storage: stored_key.startsWith("r/") ? "local" : "uploadthing", key: stored_key }];
    // The service may have the bytes, though its news never came.
    return ingest_key !== null && hasUploadThing ? [{ storage: "uploadthing", key: ingest_key }] : [];
  });
  await discard(tx, files, now);
}

/** Whatever a session let go of within the day, or an upload of the day has found again, stays. */
async function unusedReferences(db: Database, before: number): Promise<string[]> {
  const rows = await unused(db, before).orderBy("given_at").limit(limits.sweepFiles).execute();
  return rows.map(({ id }) => id);
}

const unused = (db: Database | Transaction<Tables>, before: number) =>
  db.selectFrom("references").select("references.id").where("references.given_at", "<=", before)
    .where((eb) => eb.not(eb.exists(eb.selectFrom("generation_references").select("reference_id").whereRef("generation_references.reference_id", "=", "references.id"))))
    .where((eb) => eb.not(eb.exists(
      eb.selectFrom("session_references").select("reference_id").whereRef("session_references.reference_id", "=", "references.id")
        .where((held) => held.or([held("left_at", "is", null), held("left_at", ">", before)])),
    )))
    .where((eb) => eb.not(eb.exists(eb.selectFrom("uploads").select("tile_id").whereRef("uploads.reference_id", "=", "references.id"))));

/** Asked again in the statement that takes it, by its own row too: a draft, a take or an upload may have named it meanwhile. */
async function removeReference(tx: Transaction<Tables>, id: string, before: number, now: number): Promise<void> {
  await tx.deleteFrom("session_references").where("reference_id", "=", id).where("left_at", "<=", before)
    .where("reference_id", "in", unused(tx, before)).execute();
  const [gone] = await tx.deleteFrom("references").where("id", "=", id).where("given_at", "<=", before)
    .where((eb) => eb.or([eb("used_at", "is", null), eb("used_at", "<=", before)])).where("id", "in", unused(tx, before)).returning(["storage", "stored_key", "sha256", "thumb_key"]).execute();
  if (gone === undefined) return;
  await discard(tx, [{ storage: gone.storage, key: gone.stored_key }, { storage: "local", key: gone.thumb_key }, { storage: "local", key: thumbKey(gone.sha256, 1280) }], now);
}
