import "server-only";
import { sql } from "kysely";
import { limits, serverLimits } from "@/lib/limits";
import { freeAgesDays, type FreeableByAge } from "@/lib/records/storage-used";
import type { Database } from "@/lib/server/db/database";
import { isOnShare } from "@/lib/server/shares/on-share";
import { changeOutputs, ownedOutputs } from "@/lib/server/generations/owned-outputs";

const DAY_MS = 24 * 60 * 60_000;

/** Every frame of the owner that is on a sheet. */
const shown = (db: Database, ownerId: string) =>
  db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").innerJoin("sessions", "sessions.id", "generations.session_id")
    .where("generations.owner_id", "=", ownerId).where("outputs.state", "=", "delivered").where("outputs.deleted_at", "is", null)
    .where("generations.deleted_at", "is", null).where("sessions.deleted_at", "is", null);

/** How many unmarked frames of at least each age there are to delete, and what that frees; what is on a share that is shown counts as marked: somebody looks at it. A file goes only with the last frame that has its bytes. */
export async function readFreeable(db: Database, ownerId: string, now: number): Promise<FreeableByAge[]> {
  const byAge: FreeableByAge[] = [];
  for (const days of freeAgesDays) {
    const contents = shown(db, ownerId).groupBy(sql`coalesce(outputs.sha256, outputs.id)`).select([
      sql<number>`max(outputs.bytes + coalesce(outputs.thumb_bytes, 0))`.as("bytes"),
      sql<number>`count(*)`.as("frames"),
      sql<number>`sum(case when outputs.marked_at is null and not ${isOnShare(now)} and generations.created_at <= ${now - days * DAY_MS} then 1 else 0 end)`.as("going"),
    ]);
    const row = await db.selectFrom(contents.as("contents"))
      .select([sql<number>`coalesce(sum(going), 0)`.as("count"), sql<number>`coalesce(sum(case when going = frames then bytes else 0 end), 0)`.as("bytes")]).executeTakeFirstOrThrow();
    // Postgres sums whole numbers into a type that comes as text.
    byAge.push({ days, count: Number(row.count), bytes: Number(row.bytes) });
  }
  return byAge;
}

/** One deletion, known by its moment, which was told before it began: the way back needs no answer. */
type Freeing = { days: number; freedAt: number };

/** As what is hidden is noted: its time to be brought back begins when the last can have been hidden. */
const hiddenAt = (freedAt: number): number => freedAt + serverLimits.freeingMs;

/** Hides unmarked frames of takes that are at least so old, in steps that hold nobody up. @returns how many; null where its moment is over, and nothing was done. */
export async function freeUnmarked(db: Database, ownerId: string, { days, freedAt }: Freeing, now: () => number): Promise<number | null> {
  const isItsTime = () => Math.abs(now() - freedAt) < serverLimits.freeingMs;
  if (!isItsTime()) return null;
  let freed = 0;
  for (let step = 0; step < serverLimits.freeSteps && isItsTime(); step += 1) {
    const rows = await shown(db, ownerId).where("outputs.marked_at", "is", null).where((eb) => eb.not(isOnShare(freedAt))).where("generations.created_at", "<=", freedAt - days * DAY_MS)
      .select("outputs.id").orderBy("outputs.id").limit(limits.framesAtOnce).execute();
    if (rows.length === 0) break;
    const owned = await ownedOutputs(db, ownerId, rows.map(({ id }) => id));
    // Asked again in the statement that takes it: somebody may just have marked or shared one.
    await changeOutputs(db, owned, (tx, ids) => tx.updateTable("outputs").set({ deleted_at: hiddenAt(freedAt) }).where("id", "in", [...ids]).where("deleted_at", "is", null).where("marked_at", "is", null).where((eb) => eb.not(isOnShare(freedAt))).execute());
    freed += owned.length;
  }
  return freed;
}

/** Brings back what one deletion took. @returns how many, 0 where it took nothing; null where it is too late. */
export async function restoreFreed(db: Database, ownerId: string, freedAt: number, now: number): Promise<number | null> {
  if (hiddenAt(freedAt) <= now - limits.deletedKeptMs) return null;
  let restored = 0;
  for (let step = 0; step < serverLimits.freeSteps; step += 1) {
    const rows = await db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id")
      .where("generations.owner_id", "=", ownerId).where("outputs.deleted_at", "=", hiddenAt(freedAt)).where("outputs.erased", "=", 0).where("generations.deleted_at", "is", null)
      .select("outputs.id").orderBy("outputs.id").limit(limits.framesAtOnce).execute();
    const owned = rows.length === 0 ? [] : await ownedOutputs(db, ownerId, rows.map(({ id }) => id));
    if (owned.length === 0) break;
    await changeOutputs(db, owned, (tx, ids) => tx.updateTable("outputs").set({ deleted_at: null }).where("id", "in", [...ids]).where("erased", "=", 0).execute());
    restored += owned.length;
  }
  return restored;
}
