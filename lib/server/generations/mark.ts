import "server-only";
import type { Database } from "@/lib/server/db/database";
import { changeOutputs, ownedOutputs } from "@/lib/server/generations/owned-outputs";

/** Sets or takes away the owner's sign to keep. Twice is once. @returns the takes that changed; null where no frame is the owner's. */
export async function markOutputs(db: Database, ownerId: string, outputIds: readonly string[], marked: boolean, now: number): Promise<string[] | null> {
  const owned = (await ownedOutputs(db, ownerId, outputIds)).filter(({ deleted_at }) => deleted_at === null);
  if (owned.length === 0) return null;
  const changing = owned.filter(({ marked_at }) => (marked_at !== null) !== marked);
  return changeOutputs(db, changing, (tx, ids) => tx.updateTable("outputs").set({ marked_at: marked ? now : null }).where("id", "in", [...ids]).where("deleted_at", "is", null).execute());
}
