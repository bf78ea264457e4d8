import "server-only";
import { sql } from "kysely";
import { groupBy } from "@/lib/group-by";
import { serverLimits } from "@/lib/limits";
import { frameName, openStatuses } from "@/lib/generations/generation";
import { writeSharesCursor, type SharesCursor, type SharesPage } from "@/lib/shares/own-shares";
import { shareStateOf, type OwnShare, type ShareKind } from "@/lib/shares/share";
import type { Database } from "@/lib/server/db/database";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { partsOf } from "@/lib/server/shares/source";

export type SharesAsked = { sessionId: string | null; cursor: SharesCursor | null };

/** The owner's shares, newest first, with those that are over; a deleted session's are gone with it. */
export async function listShares({ db, files, now }: Pick<ShareDeps, "db" | "files" | "now">, ownerId: string, { sessionId, cursor }: SharesAsked): Promise<SharesPage> {
  let found = db.selectFrom("shares").innerJoin("sessions", "sessions.id", "shares.session_id").selectAll("shares").select("sessions.title as session_title")
    .where("shares.owner_id", "=", ownerId).where("sessions.deleted_at", "is", null);
  if (sessionId !== null) found = found.where("shares.session_id", "=", sessionId);
  if (cursor !== null) {
    found = found.where((eb) => eb.or([eb("shares.created_at", "<", cursor.createdAt), eb.and([eb("shares.created_at", "=", cursor.createdAt), eb("shares.id", "<", cursor.id)])]));
  }
  const rows = await found.orderBy("shares.created_at", "desc").orderBy("shares.id", "desc").limit(serverLimits.sharesOnPage + 1).execute();
  const page = rows.slice(0, serverLimits.sharesOnPage);
  const last = page.at(-1);
  const ids = page.map(({ id }) => id);
  const [frames, picks] = [await framesOf(db, ids), await picksOf(db, ids)];
  return {
    shares: page.map((row) => {
      const own = frames.get(row.id) ?? [];
      const shown = own.filter(({ state }) => state === "delivered");
      const cover = shown[0]?.thumb_small_key ?? null;
      return {
        id: row.id, sessionId: row.session_id, sessionTitle: row.session_title, kind: row.kind, title: row.title, message: row.message, sender: row.sender,
        state: shareStateOf({ revokedAt: row.revoked_at, expiresAt: row.expires_at, isEmpty: own.length === 0 }, now()),
        shows: partsOf(row), isIndexable: row.indexable === 1, hasPassphrase: row.passphrase_hash !== null,
        expiresAt: row.expires_at, createdAt: row.created_at, editedAt: row.edited_at, revokedAt: row.revoked_at,
        which: whichOf(row.kind, own), frames: shown.length, picks: picks.get(row.id)?.picks ?? 0, notes: picks.get(row.id)?.notes ?? 0, coverUrl: cover === null ? null : files.urlOf(cover),
      };
    }),
    nextCursor: rows.length > page.length && last ? writeSharesCursor({ createdAt: last.created_at, id: last.id }) : null,
  };
}

/** Enough to know it by. */
const MOST_NAMED = 4;

function whichOf(kind: ShareKind, frames: readonly { take: number; frame: number }[]): OwnShare["which"] {
  const all = kind === "session" ? [] : [...new Set(frames.map(({ take, frame }) => (kind === "takes" ? String(take) : frameName(take, frame))))];
  const names = all.slice(0, MOST_NAMED);
  return { names, more: all.length - names.length };
}

/** What each shows or awaits, by number. */
async function framesOf(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db.selectFrom("share_frames").innerJoin("generations", "generations.id", "share_frames.generation_id")
    .leftJoin("outputs", (join) => join.onRef("outputs.generation_id", "=", "share_frames.generation_id").onRef("outputs.frame", "=", "share_frames.frame"))
    .select(["share_frames.share_id", "share_frames.frame", "generations.take", "outputs.state", "outputs.thumb_small_key"])
    .where("share_frames.share_id", "in", [...ids]).where("generations.deleted_at", "is", null).where("outputs.deleted_at", "is", null)
    .where((eb) => eb.or([eb("outputs.state", "=", "delivered"), eb.and([eb("generations.status", "in", [...openStatuses]), eb.or([eb("outputs.state", "is", null), eb("outputs.state", "=", "pending")])])]))
    .orderBy("share_frames.number").execute();
  return groupBy(rows, ({ share_id }) => share_id);
}

async function picksOf(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db.selectFrom("picks")
    .select(["share_id", sql<number>`sum(case when number > 0 then 1 else 0 end)`.as("picks"), sql<number>`sum(case when number = 0 and note <> '' then 1 else 0 end)`.as("notes")])
    .where("share_id", "in", [...ids]).groupBy("share_id").execute();
  // Postgres sums whole numbers into a type that comes as text.
  return new Map(rows.map(({ share_id, picks, notes }) => [share_id, { picks: Number(picks), notes: Number(notes) }]));
}
