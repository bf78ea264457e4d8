import "server-only";
import { sql } from "kysely";
import type { Database } from "@/lib/server/db/database";

/** Of a row of `outputs`: it has a number on a share that is neither revoked nor over. */
export const isOnShare = (now: number) => sql<boolean>`exists (
  select 1 from share_frames inner join shares on shares.id = share_frames.share_id
  where share_frames.generation_id = outputs.generation_id and share_frames.frame = outputs.frame
    and shares.revoked_at is null and (shares.expires_at is null or shares.expires_at > ${now}))`;

/** A link was given out, whatever became of it. */
export async function wasShared(db: Database, ownerId: string, sessionId: string): Promise<boolean> {
  return (await db.selectFrom("shares").select("id").where("owner_id", "=", ownerId).where("session_id", "=", sessionId).limit(1).executeTakeFirst()) !== undefined;
}

/** How many shares of a session strangers can still look at. */
export async function standingShares(db: Database, ownerId: string, sessionId: string, now: number): Promise<number> {
  const { count } = await db.selectFrom("shares").select(({ fn }) => fn.countAll().as("count")).where("owner_id", "=", ownerId).where("session_id", "=", sessionId)
    .where("revoked_at", "is", null).where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)])).executeTakeFirstOrThrow();
  return Number(count);
}
