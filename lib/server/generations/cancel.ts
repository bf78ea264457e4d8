import "server-only";
import type { CancelRefusal } from "@/lib/generations/submit";
import { isSettled } from "@/lib/generations/generation";
import { serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import type { Database } from "@/lib/server/db/database";
import { statusOfRow, type GenerationStore } from "@/lib/server/generations/store";

/** The same for all of a session that have not begun, oldest first. @returns those whose wish was taken. */
export async function askCancelQueued(db: Database, store: GenerationStore, ownerId: string, sessionId: string): Promise<string[] | null> {
  const session = await db.selectFrom("sessions").select("id").where("id", "=", sessionId).where("owner_id", "=", ownerId).where("deleted_at", "is", null).executeTakeFirst();
  if (!session) return null;
  const queued = await db.selectFrom("generations").selectAll().where("session_id", "=", sessionId).where("deleted_at", "is", null)
    .where("status", "in", ["submitting", "in_queue"]).where("cancel", "=", "none").orderBy("take").limit(serverLimits.cancelAtOnce).execute();
  const asked: string[] = [];
  for (const row of queued) if (await store.askCancel(row)) asked.push(row.id);
  return asked;
}

/** Notes the wish; the tracker carries it to the provider, whose answer decides. */
export async function askCancel(store: GenerationStore, ownerId: string, id: string): Promise<Result<{ id: string }, CancelRefusal>> {
  const row = await store.findOwned(ownerId, id);
  if (!row) return err({ code: "not_found" });
  if (row.cancel === "asked") return ok({ id });
  if (isSettled({ status: statusOfRow(row) })) return err({ code: "settled" });
  return (await store.askCancel(row)) ? ok({ id }) : err({ code: "already_begun" });
}
