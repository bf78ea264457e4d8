import "server-only";
import type { Transaction } from "kysely";
import { openStatuses } from "@/lib/generations/generation";
import { limits, serverLimits } from "@/lib/limits";
import type { Database, Tables } from "@/lib/server/db/database";
import { discard, type Discarded } from "@/lib/server/sessions/discarded-files";
import { thumbKey } from "@/lib/server/storage/files";

/**
 * Takes the rows of sessions whose time to be brought back is over, in small transactions: whatever a crash comes between
 * is found again by the next look. A take that is still open, or in someone's hands, is first followed to its end.
 */
export async function purgeDeleted(db: Database, now: number): Promise<void> {
  await db.updateTable("sessions").set({ purging: 1 }).where("purging", "=", 0).where("deleted_at", "<=", now - limits.deletedKeptMs).execute();
  const due = await db.selectFrom("sessions").select(["id", "deleted_at"]).where("deleted_at", "is not", null).where("purging", "=", 1)
    .where((eb) => eb.not(eb.exists(
      eb.selectFrom("generations").select("generations.id").whereRef("generations.session_id", "=", "sessions.id")
        .where((take) => take.or([take("status", "in", [...openStatuses]), take.and([take("lease_holder", "is not", null), take("lease_until", ">", now)])])),
    )))
    .orderBy("deleted_at").limit(serverLimits.sweepSessions).execute();
  for (const { id, deleted_at } of due) await purge(db, { id, deletedAt: deleted_at ?? now }, now);
}

type Deleted = { id: string; deletedAt: number };

async function purge(db: Database, deleted: Deleted, now: number): Promise<void> {
  const sessionId = deleted.id;
  const step = (work: (tx: Transaction<Tables>) => Promise<boolean>) => db.transaction().execute(work);
  await step((tx) => takeShares(tx, sessionId));
  if (await step((tx) => takesLeft(tx, sessionId, now))) return;
  if (await step((tx) => referencesLeft(tx, deleted, now))) return;
  await step(async (tx) => {
    // What the storage has told nothing of may still come: those rows go with all that nobody used for a day.
    const uploads = await tx.deleteFrom("uploads").where("session_id", "=", sessionId).where("reference_id", "is", null).where("stored_key", "is not", null).returning("stored_key").execute();
    await discard(tx, uploads.flatMap(({ stored_key }) => (stored_key === null ? [] : [stored(stored_key)])), now);
    await tx.deleteFrom("sessions").where("id", "=", sessionId).execute();
    return false;
  });
}

/** They hold no file (0017), and what visitors wrote on them is about nothing any more. */
async function takeShares(tx: Transaction<Tables>, sessionId: string): Promise<boolean> {
  const own = tx.selectFrom("shares").select("id").where("session_id", "=", sessionId);
  await tx.deleteFrom("picks").where("share_id", "in", own).execute();
  await tx.deleteFrom("share_frames").where("share_id", "in", own).execute();
  await tx.deleteFrom("shares").where("session_id", "=", sessionId).execute();
  return false;
}

/** Only our own keys have a folder. */
const stored = (key: string): Discarded => ({ storage: key.startsWith("r/") ? "local" : "uploadthing", key });
const local = (key: string | null): Discarded[] => (key === null ? [] : [{ storage: "local", key }]);

/** Takes some of the takes. @returns whether there are more: the next look goes on. */
async function takesLeft(tx: Transaction<Tables>, sessionId: string, now: number): Promise<boolean> {
  const ids = (await tx.selectFrom("generations").select("id").where("session_id", "=", sessionId).orderBy("id").limit(limits.sweepTakes).execute()).map(({ id }) => id);
  if (ids.length === 0) return false;
  const outputs = await tx.selectFrom("outputs").select(["file_key", "thumb_small_key", "thumb_large_key"]).where("generation_id", "in", ids).execute();
  await discard(tx, outputs.flatMap((row) => [...local(row.file_key), ...local(row.thumb_small_key), ...local(row.thumb_large_key)]), now);
  const used = await tx.selectFrom("generation_references").select("reference_id").distinct().where("generation_id", "in", ids).execute();
  await hold(tx, sessionId, used.map(({ reference_id }) => reference_id));
  await tx.deleteFrom("generation_references").where("generation_id", "in", ids).execute();
  await tx.deleteFrom("outputs").where("generation_id", "in", ids).execute();
  await tx.deleteFrom("generations").where("id", "in", ids).execute();
  return ids.length === limits.sweepTakes;
}

/** Until its references were looked at, the session holds those that its takes held. */
async function hold(tx: Transaction<Tables>, sessionId: string, referenceIds: readonly string[]): Promise<void> {
  if (referenceIds.length === 0) return;
  await tx.insertInto("session_references").values(referenceIds.map((reference_id) => ({ session_id: sessionId, reference_id }))).onConflict((c) => c.doNothing()).execute();
}

/**
 * Lets go of some references. One that a take was made from is on its owner's shelf: it stays as long as what is in no draft
 * does, from the delete on (unused.ts). Another goes now, where nobody else holds it. @returns whether there are more.
 */
async function referencesLeft(tx: Transaction<Tables>, { id: sessionId, deletedAt }: Deleted, now: number): Promise<boolean> {
  const uploaded = await tx.selectFrom("uploads").innerJoin("references", "references.id", "uploads.reference_id").select("references.id").where("uploads.session_id", "=", sessionId).limit(limits.sweepTakes).execute();
  if (uploaded.length > 0) {
    await hold(tx, sessionId, uploaded.map(({ id }) => id));
    await tx.deleteFrom("uploads").where("session_id", "=", sessionId).where("reference_id", "in", uploaded.map(({ id }) => id)).execute();
  }

  const ids = (await tx.selectFrom("session_references").select("reference_id").where("session_id", "=", sessionId).orderBy("reference_id").limit(limits.sweepTakes).execute()).map(({ reference_id }) => reference_id);
  if (ids.length === 0) return false;
  await tx.deleteFrom("session_references").where("session_id", "=", sessionId).where("reference_id", "in", ids).execute();
  await tx.updateTable("references").set({ given_at: deletedAt }).where("id", "in", ids).where("used_at", "is not", null).where("given_at", "<", deletedAt).execute();
  await discard(tx, await removeNeverUsed(tx, ids, deletedAt), now);
  return ids.length === limits.sweepTakes || uploaded.length === limits.sweepTakes;
}

/**
 * One statement asks and takes: where another transaction gives a reference to someone meanwhile, Postgres asks the row again,
 * and sees it by `given_at` or `used_at`.
 */
async function removeNeverUsed(tx: Transaction<Tables>, ids: readonly string[], deletedAt: number): Promise<Discarded[]> {
  const gone = await tx.deleteFrom("references").where("id", "in", ids).where("used_at", "is", null).where("given_at", "<=", deletedAt)
    .where((eb) => eb.not(eb.exists(eb.selectFrom("generation_references").select("reference_id").whereRef("generation_references.reference_id", "=", "references.id"))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom("session_references").select("reference_id").whereRef("session_references.reference_id", "=", "references.id"))))
    // A tab of another session has it, and its draft is not saved yet.
    .where((eb) => eb.not(eb.exists(eb.selectFrom("uploads").select("tile_id").whereRef("uploads.reference_id", "=", "references.id"))))
    .returning(["storage", "stored_key", "sha256", "thumb_key"]).execute();
  return gone.flatMap((row) => [{ storage: row.storage, key: row.stored_key }, ...local(row.thumb_key), ...local(thumbKey(row.sha256, 1280))]);
}
