import "server-only";
import type { Transaction } from "kysely";
import { groupBy } from "@/lib/group-by";
import type { Database, Tables } from "@/lib/server/db/database";
import { nextVersion } from "@/lib/server/sessions/store";

/** The owner's delivered frames among these; neither a deleted take's nor a deleted session's. Deleted frames are among them. */
export const ownedOutputs = (db: Database, ownerId: string, outputIds: readonly string[]) =>
  db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").innerJoin("sessions", "sessions.id", "generations.session_id")
    .select(["outputs.id", "outputs.generation_id", "outputs.marked_at", "outputs.deleted_at", "outputs.erased", "generations.session_id"])
    .where("outputs.id", "in", [...outputIds]).where("outputs.state", "=", "delivered")
    .where("generations.owner_id", "=", ownerId).where("generations.deleted_at", "is", null).where("sessions.deleted_at", "is", null)
    .execute();
export type OwnedOutput = Awaited<ReturnType<typeof ownedOutputs>>[number];

/**
 * Changes frames and gives each of their takes a new version, all or nothing. In every transaction the session's row comes
 * first, and sessions in one order: two of them never wait for each other.
 * @returns the takes, which now tell every tab.
 */
export async function changeOutputs(db: Database, outputs: readonly OwnedOutput[], change: (tx: Transaction<Tables>, ids: readonly string[]) => Promise<unknown>): Promise<string[]> {
  const takes = [...groupBy(outputs, ({ generation_id }) => generation_id)].sort(([, [one]], [, [other]]) => ((one?.session_id ?? "") < (other?.session_id ?? "") ? -1 : 1));
  if (takes.length === 0) return [];
  await db.transaction().execute(async (tx) => {
    for (const [id, [first]] of takes) {
      if (first === undefined) continue;
      const version = await nextVersion(tx, first.session_id);
      await tx.updateTable("generations").set({ version }).where("id", "=", id).execute();
    }
    await change(tx, outputs.map(({ id }) => id));
  });
  return takes.map(([id]) => id);
}
