import "server-only";
import type { GoneTake } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import { changeOutputs, ownedOutputs } from "@/lib/server/generations/owned-outputs";
import { nextVersion } from "@/lib/server/sessions/store";

/** Hides frames in every tab; the sweeper takes them once nothing brings them back. Twice is once. @returns the takes that changed; null where no frame is the owner's. */
export async function deleteOutputs(db: Database, ownerId: string, outputIds: readonly string[], now: number): Promise<string[] | null> {
  const owned = await ownedOutputs(db, ownerId, outputIds);
  if (owned.length === 0) return null;
  const leaving = owned.filter(({ deleted_at }) => deleted_at === null);
  return changeOutputs(db, leaving, (tx, ids) => tx.updateTable("outputs").set({ deleted_at: now }).where("id", "in", [...ids]).where("deleted_at", "is", null).execute());
}

/** @returns the takes that changed; null where it is too late for all of them, or they never were there. */
export async function restoreOutputs(db: Database, ownerId: string, outputIds: readonly string[], now: number): Promise<string[] | null> {
  const owned = (await ownedOutputs(db, ownerId, outputIds)).filter(({ deleted_at, erased }) => deleted_at === null || (erased === 0 && deleted_at > now - limits.deletedKeptMs));
  if (owned.length === 0) return null;
  const returning = owned.filter(({ deleted_at }) => deleted_at !== null);
  return changeOutputs(db, returning, (tx, ids) => tx.updateTable("outputs").set({ deleted_at: null }).where("id", "in", [...ids]).where("erased", "=", 0).execute());
}

const findTake = (db: Database, ownerId: string, id: string) =>
  db.selectFrom("generations").innerJoin("sessions", "sessions.id", "generations.session_id")
    .select(["generations.session_id", "generations.version", "generations.deleted_at", "generations.erased"])
    .where("generations.id", "=", id).where("generations.owner_id", "=", ownerId).where("sessions.deleted_at", "is", null).executeTakeFirst();

/** An open take is followed and charged to its end all the same. @returns what tells a sheet that it went; null for a take that is not the owner's. */
export async function deleteGeneration(db: Database, ownerId: string, id: string, now: number): Promise<GoneTake | null> {
  const take = await findTake(db, ownerId, id);
  if (!take) return null;
  if (take.deleted_at !== null) return { id, version: take.version };
  return db.transaction().execute(async (tx) => {
    const version = await nextVersion(tx, take.session_id);
    await tx.updateTable("generations").set({ version, deleted_at: now }).where("id", "=", id).where("deleted_at", "is", null).execute();
    return { id, version };
  });
}

/** @returns false where it is too late, or never was there. */
export async function restoreGeneration(db: Database, ownerId: string, id: string, now: number): Promise<boolean> {
  const take = await findTake(db, ownerId, id);
  if (!take) return false;
  if (take.deleted_at === null) return true;
  return db.transaction().execute(async (tx) => {
    const version = await nextVersion(tx, take.session_id);
    const restored = await tx.updateTable("generations").set({ version, deleted_at: null })
      .where("id", "=", id).where("erased", "=", 0).where("deleted_at", ">", now - limits.deletedKeptMs).executeTakeFirst();
    return restored.numUpdatedRows === 1n;
  });
}
