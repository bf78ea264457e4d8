import "server-only";
import { sql, type Transaction } from "kysely";
import { serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
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
  // A line about the whole is there while it says something, if only whose the picks are that come after it.
  if (!picked || (number === 0 && text === "" && said === "")) {
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
  return { name: rows.find(({ name }) => name !== "")?.name ?? "", picks: rows.flatMap(({ number, note }) => (number === 0 && note === "" ? [] : [{ number, note }])) };
}
