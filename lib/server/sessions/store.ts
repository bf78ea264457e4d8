import "server-only";
import { sql, type Transaction } from "kysely";
import { newId } from "@/lib/ids";
import { draftSchema, type Draft, type Session } from "@/lib/sessions/session";
import type { Database, SessionRow, Tables } from "@/lib/server/db/database";

const FIRST_TITLE = "Untitled";

/** A draft that no longer parses is replaced, never a reason to lose the session's page. */
function draftOf(json: string, empty: Draft): Draft {
  const parsed = draftSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : empty;
}

export function sessionStore(db: Database, emptyDraft: () => Draft) {
  const toSession = (row: SessionRow): Session => ({
    id: row.id, title: row.title, draft: draftOf(row.draft_json, emptyDraft()), draftRevision: row.draft_revision,
  });

  async function find(ownerId: string, id: string): Promise<Session | null> {
    const row = await db.selectFrom("sessions").selectAll().where("id", "=", id).where("owner_id", "=", ownerId).executeTakeFirst();
    return row ? toSession(row) : null;
  }

  return {
    find,
    async newest(ownerId: string): Promise<Session | null> {
      const row = await db.selectFrom("sessions").selectAll().where("owner_id", "=", ownerId).orderBy("updated_at", "desc").limit(1).executeTakeFirst();
      return row ? toSession(row) : null;
    },
    async create(ownerId: string, now: number): Promise<Session> {
      const session: Session = { id: newId("ses"), title: FIRST_TITLE, draft: emptyDraft(), draftRevision: 0 };
      await db.insertInto("sessions").values({
        id: session.id, owner_id: ownerId, title: session.title, draft_json: JSON.stringify(session.draft), draft_revision: 0, takes: 0, version: 0, created_at: now, updated_at: now,
      }).execute();
      return session;
    },
    /** @returns false when another tab saved since `revision`. */
    async saveDraft(ownerId: string, id: string, draft: Draft, revision: number, now: number): Promise<boolean> {
      const saved = await db.updateTable("sessions")
        .set({ draft_json: JSON.stringify(draft), draft_revision: revision + 1, updated_at: now })
        .where("id", "=", id).where("owner_id", "=", ownerId).where("draft_revision", "=", revision)
        .executeTakeFirst();
      return saved.numUpdatedRows === 1n;
    },
  };
}
export type SessionStore = ReturnType<typeof sessionStore>;

/** Every change of a row takes the session's next version with it, in the same transaction. */
export async function nextVersion(tx: Transaction<Tables>, sessionId: string): Promise<number> {
  const { version } = await tx.updateTable("sessions").set({ version: sql`version + 1` }).where("id", "=", sessionId).returning("version").executeTakeFirstOrThrow();
  return version;
}

/**
 * The number of a new take; the first one names a session that has no name yet. The first statement of a submit: on SQLite a
 * transaction that reads before it writes fails as soon as another process writes in between.
 * @returns null for a session that is not the owner's.
 */
export async function nextTake(tx: Transaction<Tables>, ownerId: string, sessionId: string, title: string, now: number): Promise<number | null> {
  const row = await tx.updateTable("sessions")
    .set({ takes: sql`takes + 1`, updated_at: now, title: sql`case when takes = 0 and title = ${FIRST_TITLE} then ${title} else title end` })
    .where("id", "=", sessionId).where("owner_id", "=", ownerId).returning("takes").executeTakeFirst();
  return row?.takes ?? null;
}
