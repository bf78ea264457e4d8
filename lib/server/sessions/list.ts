import "server-only";
import { sql } from "kysely";
import { openStatuses } from "@/lib/generations/generation";
import type { Database } from "@/lib/server/db/database";
import type { Files } from "@/lib/server/storage/files";
import { likePattern, searchWords } from "@/lib/sessions/search";
import { draftSchema } from "@/lib/sessions/session";
import { writeCursor, type SessionsCursor, type SessionsPage, type SessionSummary } from "@/lib/sessions/summary";

export type ListDeps = { db: Database; files: Files; build: string; now: () => number };
export type SessionsAsked = { search: string; cursor: SessionsCursor | null; limit: number };

/** Newest use first. Every word of the search stands in the title, the draft or a take's prompt. */
export async function listSessions({ db, files, build, now }: ListDeps, ownerId: string, { search, cursor, limit }: SessionsAsked): Promise<SessionsPage> {
  let found = db.selectFrom("sessions").select(["id", "title", "updated_at", "draft_json"]).where("owner_id", "=", ownerId).where("deleted_at", "is", null);
  if (cursor !== null) {
    const { usedAt, id } = cursor;
    found = found.where((eb) => eb.or([eb("updated_at", "<", usedAt), eb.and([eb("updated_at", "=", usedAt), eb("id", "<", id)])]));
  }
  for (const word of searchWords(search)) {
    const like = (column: string) => sql<boolean>`${sql.ref(column)} like ${likePattern(word)} escape '!'`;
    found = found.where((eb) => eb.or([
      like("sessions.title_folded"),
      like("sessions.prompt_folded"),
      eb.exists(eb.selectFrom("generations").select("generations.id").whereRef("generations.session_id", "=", "sessions.id").where("generations.deleted_at", "is", null).where(like("generations.prompt_folded"))),
    ]));
  }
  const rows = await found.orderBy("updated_at", "desc").orderBy("id", "desc").limit(limit + 1).execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const ids = page.map(({ id }) => id);
  const [counts, covers] = [await countsOf(db, ids), await coversOf(db, ids)];
  const drawn = await draftCoversOf(db, ownerId, page.filter(({ id }) => !covers.has(id)));
  const sessions = page.map(({ id, title, updated_at }): SessionSummary => {
    const cover = covers.get(id) ?? drawn.get(id);
    return { id, title, usedAt: updated_at, takes: 0, openTakes: 0, frames: 0, ...counts.get(id), coverUrl: cover === undefined ? null : files.urlOf(cover) };
  });
  return { sessions, nextCursor: rows.length > limit && last ? writeCursor({ usedAt: last.updated_at, id: last.id }) : null, now: now(), build };
}

async function countsOf(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const takes = await db.selectFrom("generations")
    .select(["session_id", sql<number>`count(*)`.as("takes"), sql<number>`sum(case when status in (${sql.join([...openStatuses])}) then 1 else 0 end)`.as("open_takes")])
    .where("session_id", "in", ids).where("deleted_at", "is", null).groupBy("session_id").execute();
  const frames = await db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id")
    .select(["generations.session_id", sql<number>`count(*)`.as("frames")])
    .where("generations.session_id", "in", ids).where("outputs.state", "=", "delivered").where("outputs.deleted_at", "is", null).where("generations.deleted_at", "is", null).groupBy("generations.session_id").execute();
  const framesOf = new Map(frames.map((row) => [row.session_id, row.frames]));
  return new Map(takes.map((row) => [row.session_id, { takes: row.takes, openTakes: row.open_takes, frames: framesOf.get(row.session_id) ?? 0 }]));
}

/** The newest delivered frame's thumbnail of each. */
async function coversOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const ranked = db.selectFrom("outputs").innerJoin("generations", "generations.id", "outputs.generation_id")
    .select(["generations.session_id", "outputs.thumb_small_key", sql<number>`row_number() over (partition by generations.session_id order by generations.take desc, outputs.frame desc)`.as("place")])
    .where("generations.session_id", "in", ids).where("outputs.state", "=", "delivered").where("outputs.thumb_small_key", "is not", null).where("outputs.deleted_at", "is", null).where("generations.deleted_at", "is", null);
  const rows = await db.selectFrom(ranked.as("ranked")).select(["session_id", "thumb_small_key"]).where("place", "=", 1).execute();
  return new Map(rows.flatMap(({ session_id, thumb_small_key }) => (thumb_small_key === null ? [] : [[session_id, thumb_small_key]])));
}

/** Of those without a frame, the first photograph of the draft. */
async function draftCoversOf(db: Database, ownerId: string, sessions: readonly { id: string; draft_json: string }[]): Promise<Map<string, string>> {
  const firsts = sessions.flatMap(({ id, draft_json }) => {
    const [reference] = draftSchema.safeParse(JSON.parse(draft_json)).data?.referenceIds ?? [];
    return reference === undefined ? [] : [{ id, reference }];
  });
  if (firsts.length === 0) return new Map();
  const rows = await db.selectFrom("references").select(["id", "thumb_key"]).where("owner_id", "=", ownerId).where("id", "in", firsts.map(({ reference }) => reference)).execute();
  const thumbs = new Map(rows.map(({ id, thumb_key }) => [id, thumb_key]));
  return new Map(firsts.flatMap(({ id, reference }) => {
    const thumb = thumbs.get(reference);
    return thumb === undefined ? [] : [[id, thumb]];
  }));
}
