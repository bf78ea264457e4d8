import "server-only";
import { sql, type Transaction } from "kysely";
import { serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import type { SessionPick } from "@/lib/shares/own-shares";
import { noPicks, type OwnPicks, type PickCommand, type PickRefusal } from "@/lib/shares/pick";
import type { Database, ShareRow, Tables } from "@/lib/server/db/database";
import { shownFrame } from "@/lib/server/shares/share-files";

/** @returns all that this visitor has picked and written on the share. */
export async function setPick(db: Database, share: ShareRow, visitor: string, command: PickCommand, now: number): Promise<Result<OwnPicks, PickRefusal>> {
  if (command.number > 0 && !(await shownFrame(db, share, command.number))) return err({ code: "not_there" });
  const isKept = await db.transaction().execute((tx) => change(tx, share.id, visitor, command, now));
  return isKept ? ok(await readOwnPicks(db, share.id, visitor)) : err({ code: "too_many" });
}

/** @returns false where a share has as many as it may have. */
async function change(tx: Transaction<Tables>, shareId: string, visitor: string, { number, picked, name, note }: PickCommand, now: number): Promise<boolean> {
  // Held from the first statement on: of many at once none is counted past the limit.
  await tx.updateTable("shares").set({ revoked_at: sql`revoked_at` }).where("id", "=", shareId).execute();
  const own = tx.selectFrom("picks").where("share_id", "=", shareId).where("visitor", "=", visitor);
  const known = await own.select(["number", "name", "note"]).execute();
  const said = name ?? known[0]?.name ?? "";
  if (name !== undefined) await tx.updateTable("picks").set({ name }).where("share_id", "=", shareId).where("visitor", "=", visitor).execute();
  const standing = known.find((pick) => pick.number === number);
  const text = note ?? standing?.note ?? "";
  // A line about the whole is there while it says something.
  if (!picked || (number === 0 && text === "")) {
    await tx.deleteFrom("picks").where("share_id", "=", shareId).where("visitor", "=", visitor).where("number", "=", number).execute();
    return true;
  }
  if (standing === undefined) {
    const { count } = await tx.selectFrom("picks").select(sql<number>`count(*)`.as("count")).where("share_id", "=", shareId).executeTakeFirstOrThrow();
    if (Number(count) >= serverLimits.picksOfShare) return false;
    await tx.insertInto("picks").values({ share_id: shareId, visitor, number, name: said, note: text, created_at: now }).execute();
    return true;
  }
  if (text !== standing.note) await tx.updateTable("picks").set({ note: text, created_at: now }).where("share_id", "=", shareId).where("visitor", "=", visitor).where("number", "=", number).execute();
  return true;
}

export async function readOwnPicks(db: Database, shareId: string, visitor: string | null): Promise<OwnPicks> {
  if (visitor === null) return noPicks;
  const rows = await db.selectFrom("picks").select(["number", "name", "note"]).where("share_id", "=", shareId).where("visitor", "=", visitor).orderBy("number").limit(serverLimits.picksOfShare).execute();
  return { name: rows.find(({ name }) => name !== "")?.name ?? "", picks: rows.map(({ number, note }) => ({ number, note })) };
}

/** On all shares of a session, those that are over among them; null for a session that is not the owner's. */
export async function readSessionPicks(db: Database, ownerId: string, sessionId: string): Promise<SessionPick[] | null> {
  const session = await db.selectFrom("sessions").select("id").where("id", "=", sessionId).where("owner_id", "=", ownerId).where("deleted_at", "is", null).executeTakeFirst();
  if (!session) return null;
  const rows = await db.selectFrom("picks").innerJoin("shares", "shares.id", "picks.share_id")
    .leftJoin("share_frames", (join) => join.onRef("share_frames.share_id", "=", "picks.share_id").onRef("share_frames.number", "=", "picks.number"))
    .leftJoin("outputs", (join) => join.onRef("outputs.generation_id", "=", "share_frames.generation_id").onRef("outputs.frame", "=", "share_frames.frame"))
    .select(["picks.share_id", "picks.number", "picks.name", "picks.note", "picks.created_at", "shares.title", "outputs.id", "outputs.deleted_at"])
    .where("shares.session_id", "=", sessionId).where("shares.owner_id", "=", ownerId)
    .orderBy("picks.created_at").orderBy("picks.share_id").orderBy("picks.number").limit(serverLimits.picksOfShare).execute();
  return rows.flatMap(({ share_id, number, name, note, created_at, title, id, deleted_at }): SessionPick[] =>
    (number > 0 && (id === null || deleted_at !== null) ? [] : [{ shareId: share_id, shareTitle: title, outputId: number === 0 ? null : id, number, name, note, at: created_at }]));
}
