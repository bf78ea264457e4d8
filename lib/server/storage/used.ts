import "server-only";
import { sql } from "kysely";
import type { StorageUsed } from "@/lib/records/storage-used";
import type { Database } from "@/lib/server/db/database";

/** Files are named by their content: each counts once, and is marked where any of its frames is. */
export async function readStorageUsed(db: Database, ownerId: string): Promise<StorageUsed> {
  const isLive = sql`outputs.deleted_at is null and generations.deleted_at is null and sessions.deleted_at is null`;
  const contents = db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id").innerJoin("sessions", "sessions.id", "generations.session_id")
    .select([
      sql<number>`max(outputs.bytes + coalesce(outputs.thumb_bytes, 0))`.as("bytes"),
      sql<number>`sum(case when ${isLive} then 1 else 0 end)`.as("live"),
      sql<number>`max(case when outputs.marked_at is not null and ${isLive} then 1 else 0 end)`.as("marked"),
    ])
    .where("generations.owner_id", "=", ownerId).where("outputs.state", "=", "delivered").where("outputs.sha256", "is not", null)
    .groupBy("outputs.sha256");
  const sumWhere = (condition: string, of: string) => sql<number>`coalesce(sum(case when ${sql.raw(condition)} then ${sql.raw(of)} else 0 end), 0)`;
  const frames = await db.selectFrom(contents.as("contents")).select([
    sumWhere("live > 0", "live").as("frames"), sumWhere("live > 0", "bytes").as("frame_bytes"),
    sumWhere("live > 0 and marked = 0", "live").as("unmarked"), sumWhere("live > 0 and marked = 0", "bytes").as("unmarked_bytes"),
    sumWhere("live = 0", "1").as("leaving"), sumWhere("live = 0", "bytes").as("leaving_bytes"),
  ]).executeTakeFirstOrThrow();
  const references = await db.selectFrom("references").select([sql<number>`count(*)`.as("count"), sql<number>`coalesce(sum(bytes), 0)`.as("bytes")]).where("owner_id", "=", ownerId).executeTakeFirstOrThrow();
  // Postgres sums whole numbers into a type that comes as text.
  const part = (count: number | string, bytes: number | string) => ({ count: Number(count), bytes: Number(bytes) });
  return {
    frames: part(frames.frames, frames.frame_bytes),
    references: part(references.count, references.bytes),
    unmarked: part(frames.unmarked, frames.unmarked_bytes),
    leaving: part(frames.leaving, frames.leaving_bytes),
  };
}
