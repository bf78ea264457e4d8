import "server-only";
import { sql } from "kysely";
import type { Generation } from "@/lib/generations/generation";
import type { GoneTake, SheetCounts } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import { toGenerations, type ReadDeps } from "@/lib/server/generations/read";

type Rows = { title: string; version: number; generations: Generation[]; gone: GoneTake[]; more: boolean };
type Page = Rows & { older: boolean; counts: SheetCounts };

/** Read before the rows: what changes in between is in the next answer again, and never in none. */
const findSession = (db: Database, ownerId: string, sessionId: string) =>
  db.selectFrom("sessions").select(["version", "title"]).where("id", "=", sessionId).where("owner_id", "=", ownerId).where("deleted_at", "is", null).executeTakeFirst();

/** A session's rows that changed since `version`, oldest change first; ownership is in the query. */
export async function readSheet(deps: ReadDeps, ownerId: string, sessionId: string, since: number): Promise<Rows | null> {
  const session = await findSession(deps.db, ownerId, sessionId);
  if (!session) return null;
  const rows = await deps.db.selectFrom("generations").selectAll()
    .where("session_id", "=", sessionId).where("version", ">", since).orderBy("version").limit(limits.sheetRows + 1).execute();
  const page = rows.slice(0, limits.sheetRows);
  const more = rows.length > page.length;
  const generations = await toGenerations(deps, page.filter(({ deleted_at }) => deleted_at === null));
  // Whoever begins at the beginning has nothing that could have gone.
  const gone = since === 0 ? [] : page.flatMap(({ id, version, deleted_at }) => (deleted_at === null ? [] : [{ id, version }]));
  return { title: session.title, generations, gone, version: more ? (page.at(-1)?.version ?? since) : Math.max(since, session.version), more };
}

export type PageAsked = { before: number | null; marked: boolean; limit: number };

/** The newest takes before a number, newest first; with `marked` only those that have a marked frame. */
export async function readSheetPage(deps: ReadDeps, ownerId: string, sessionId: string, { before, marked, limit }: PageAsked): Promise<Page | null> {
  const { db } = deps;
  const session = await findSession(db, ownerId, sessionId);
  if (!session) return null;
  let found = db.selectFrom("generations").selectAll().where("session_id", "=", sessionId).where("deleted_at", "is", null);
  if (before !== null) found = found.where("take", "<", before);
  if (marked) {
    found = found.where((eb) => eb.exists(
      eb.selectFrom("outputs").select("outputs.id").whereRef("outputs.generation_id", "=", "generations.id").where("outputs.marked_at", "is not", null).where("outputs.deleted_at", "is", null),
    ));
  }
  const rows = await found.orderBy("take", "desc").limit(limit + 1).execute();
  const generations = await toGenerations(deps, rows.slice(0, limit));
  return { ...session, generations, gone: [], more: false, older: rows.length > limit, counts: await countsOf(db, sessionId) };
}

async function countsOf(db: Database, sessionId: string): Promise<SheetCounts> {
  const takes = await db.selectFrom("generations").select(sql<number>`count(*)`.as("takes")).where("session_id", "=", sessionId).where("deleted_at", "is", null).executeTakeFirstOrThrow();
  const frames = await db.selectFrom("generations").innerJoin("outputs", "outputs.generation_id", "generations.id")
    .select([sql<number>`count(*)`.as("frames"), sql<number>`count(outputs.marked_at)`.as("marked")])
    .where("generations.session_id", "=", sessionId).where("generations.deleted_at", "is", null).where("outputs.state", "=", "delivered").where("outputs.deleted_at", "is", null).executeTakeFirstOrThrow();
  return { ...takes, ...frames };
}
