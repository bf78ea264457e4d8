import "server-only";
import { serverLimits } from "@/lib/limits";
import type { SessionPick, SessionShared } from "@/lib/shares/own-shares";
import type { Database } from "@/lib/server/db/database";
import { isOnShare } from "@/lib/server/shares/on-share";

/** null for a session that is not the owner's. */
export async function readSessionShared(db: Database, ownerId: string, sessionId: string, now: number): Promise<SessionShared | null> {
  const session = await db.selectFrom("sessions").select("id").where("id", "=", sessionId).where("owner_id", "=", ownerId).where("deleted_at", "is", null).executeTakeFirst();
  if (!session) return null;
  const rows = await db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").select("outputs.id")
    .where("generations.session_id", "=", sessionId).where("generations.deleted_at", "is", null).where("outputs.deleted_at", "is", null).where("outputs.state", "=", "delivered")
    .where(isOnShare(now)).orderBy("outputs.id").limit(serverLimits.framesOnShares).execute();
  return { onShares: rows.map(({ id }) => id), picks: await readPicks(db, ownerId, sessionId) };
}

/** Oldest first. Of more than are told it is the newest: who picks too much hides no later pick. */
async function readPicks(db: Database, ownerId: string, sessionId: string): Promise<SessionPick[]> {
  const rows = await db.selectFrom("picks").innerJoin("shares", "shares.id", "picks.share_id")
    .leftJoin("share_frames", (join) => join.onRef("share_frames.share_id", "=", "picks.share_id").onRef("share_frames.number", "=", "picks.number"))
    .leftJoin("outputs", (join) => join.onRef("outputs.generation_id", "=", "share_frames.generation_id").onRef("outputs.frame", "=", "share_frames.frame"))
    .select(["picks.share_id", "picks.number", "picks.name", "picks.note", "picks.created_at", "shares.title", "outputs.id", "outputs.deleted_at"])
    .where("shares.session_id", "=", sessionId).where("shares.owner_id", "=", ownerId).where((eb) => eb.or([eb("picks.number", ">", 0), eb("picks.note", "!=", "")]))
    .orderBy("picks.created_at", "desc").orderBy("picks.share_id", "desc").orderBy("picks.number", "desc").limit(serverLimits.picksOfShare).execute();
  return rows.reverse().flatMap(({ share_id, number, name, note, created_at, title, id, deleted_at }): SessionPick[] =>
    (number > 0 && (id === null || deleted_at !== null) ? [] : [{ shareId: share_id, shareTitle: title, outputId: number === 0 ? null : id, number, name, note, at: created_at }]));
}
