import "server-only";
import { sql, type Transaction } from "kysely";
import { openStatuses } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";
import type { Database, ShareRow, Tables } from "@/lib/server/db/database";

/** A frame that is there or on its way. */
export type Slot = { generation_id: string; frame: number };
type Scope = { by: "outputs"; ids: readonly string[] } | { by: "takes"; ids: readonly string[] } | { by: "session" };

/** What may still bring frames: late news move an unclear one, too. */
const AWAITED = [...openStatuses, "unclear"] as const;

/** In the order of the session; of a take that is still open all that it was asked for. One more than a share may have. */
export async function slotsOf(db: Database | Transaction<Tables>, ownerId: string, sessionId: string, scope: Scope): Promise<Slot[]> {
  const takes = db.selectFrom("generations").innerJoin("sessions", "sessions.id", "generations.session_id")
    .where("generations.session_id", "=", sessionId).where("generations.owner_id", "=", ownerId).where("generations.deleted_at", "is", null).where("sessions.deleted_at", "is", null);
  let came = takes.innerJoin("outputs", "outputs.generation_id", "generations.id").where("outputs.state", "=", "delivered").where("outputs.deleted_at", "is", null);
  let awaited = takes.where("generations.status", "in", [...AWAITED]);
  if (scope.by === "outputs") came = came.where("outputs.id", "in", [...scope.ids]);
  if (scope.by === "takes") {
    came = came.where("generations.id", "in", [...scope.ids]);
    awaited = awaited.where("generations.id", "in", [...scope.ids]);
  }
  const most = limits.shareFrames + 1;
  const frames = await came.select(["generations.id", "generations.take", "outputs.frame"]).orderBy("generations.take").orderBy("outputs.frame").limit(most).execute();
  const open = scope.by === "outputs" ? [] : await awaited.select(["generations.id", "generations.take", "generations.images_asked", "generations.status"]).orderBy("generations.take").limit(limits.shareTakes).execute();
  // Late news are nothing to wait for by themselves: a page with nothing else is not there.
  if (frames.length === 0 && open.every(({ status }) => status === "unclear")) return [];
  const slots = new Map(frames.map((row) => [`${row.id} ${row.frame}`, row]));
  for (const { id, take, images_asked } of open) {
    for (let frame = 1; frame <= images_asked; frame += 1) slots.set(`${id} ${frame}`, { id, take, frame });
  }
  return [...slots.values()].sort((one, other) => one.take - other.take || one.frame - other.frame).slice(0, most).map(({ id, frame }) => ({ generation_id: id, frame }));
}

export async function insertNumbers(tx: Transaction<Tables>, shareId: string, after: number, slots: readonly Slot[]): Promise<void> {
  if (slots.length === 0) return;
  await tx.insertInto("share_frames").values(slots.map((slot, at) => ({ share_id: shareId, number: after + at + 1, ...slot }))).execute();
}

/** Numbers what came since the share was made: the frames of later takes, or more than was asked for. Full, it stays as it is. */
export async function numberNews(db: Database, share: ShareRow): Promise<void> {
  if (share.kind === "frames" || (await newSlots(db, share)).length === 0) return;
  await db.transaction().execute(async (tx) => {
    // Held from the first statement on: who comes second finds the numbers of who came first.
    await tx.updateTable("shares").set({ revoked_at: sql`revoked_at` }).where("id", "=", share.id).execute();
    const slots = await newSlots(tx, share);
    const { most } = await tx.selectFrom("share_frames").select(sql<number>`coalesce(max(number), 0)`.as("most")).where("share_id", "=", share.id).executeTakeFirstOrThrow();
    await insertNumbers(tx, share.id, most, slots);
  });
}

async function newSlots(db: Database | Transaction<Tables>, share: ShareRow): Promise<Slot[]> {
  const rows = await db.selectFrom("share_frames").select(["generation_id", "frame"]).where("share_id", "=", share.id).execute();
  const scope: Scope = share.kind === "session" ? { by: "session" } : { by: "takes", ids: [...new Set(rows.map(({ generation_id }) => generation_id))] };
  const known = new Set(rows.map(({ generation_id, frame }) => `${generation_id} ${frame}`));
  const slots = await slotsOf(db, share.owner_id, share.session_id, scope);
  return slots.filter(({ generation_id, frame }) => !known.has(`${generation_id} ${frame}`)).slice(0, Math.max(0, limits.shareFrames - rows.length));
}
