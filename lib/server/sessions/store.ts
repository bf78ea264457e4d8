import "server-only";
import { sql, type Transaction } from "kysely";
import { newId } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { foldText } from "@/lib/sessions/search";
import { draftSchema, type Draft, type Session } from "@/lib/sessions/session";
import type { ShareOrigin } from "@/lib/shares/from-link";
import { copyTitle, firstTitle, tidyTitle } from "@/lib/sessions/title";
import type { Database, SessionRow, Tables } from "@/lib/server/db/database";

/** A draft that no longer parses is replaced, never a reason to lose the session's page. */
function draftOf(json: string, empty: Draft): Draft {
  const parsed = draftSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : empty;
}

/** A deleted session is not there for anyone, from the delete on. */
export function sessionStore(db: Database, emptyDraft: () => Draft) {
  const toSession = (row: SessionRow): Session => ({
    id: row.id, title: row.title, draft: draftOf(row.draft_json, emptyDraft()), draftRevision: row.draft_revision,
  });
  const live = (ownerId: string) => db.selectFrom("sessions").selectAll().where("owner_id", "=", ownerId).where("deleted_at", "is", null);

  async function find(ownerId: string, id: string): Promise<Session | null> {
    const row = await live(ownerId).where("id", "=", id).executeTakeFirst();
    return row ? toSession(row) : null;
  }

  /** @returns false where its id is there already. */
  const write = (ownerId: string, { id, title, draft }: Session, now: number, from: ShareOrigin | null): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx.insertInto("sessions").values({
        id, owner_id: ownerId, title, draft_json: JSON.stringify(draft), draft_revision: 0, takes: 0, version: 0,
        created_at: now, updated_at: now, deleted_at: null, purging: 0, title_folded: foldText(title), prompt_folded: foldText(draft.prompt),
        from_share_id: from?.shareId ?? null, from_share_title: from?.title ?? null,
      }).onConflict((c) => c.column("id").doNothing()).executeTakeFirstOrThrow();
      const isNew = numInsertedOrUpdatedRows === 1n;
      if (isNew) await holdReferences(tx, ownerId, id, draft);
      return isNew;
    });
  async function insert(ownerId: string, title: string, draft: Draft, now: number): Promise<Session> {
    const session: Session = { id: newId("ses"), title, draft, draftRevision: 0 };
    await write(ownerId, session, now, null);
    return session;
  }

  return {
    find,
    async newest(ownerId: string): Promise<Session | null> {
      const row = await live(ownerId).orderBy("updated_at", "desc").orderBy("id", "desc").limit(1).executeTakeFirst();
      return row ? toSession(row) : null;
    },
    /** The share that it was begun from; null where it was begun by itself. */
    async origin(ownerId: string, id: string): Promise<ShareOrigin | null> {
      const row = await live(ownerId).where("id", "=", id).executeTakeFirst();
      return row?.from_share_id ? { shareId: row.from_share_id, title: row.from_share_title ?? "" } : null;
    },
    create: (ownerId: string, now: number): Promise<Session> => insert(ownerId, firstTitle, emptyDraft(), now),
    /** One with a draft from the start; `from` is the share that it was taken from. Begun twice by one id it is one. @returns null where the id is another's. */
    async begin(ownerId: string, { id, title, draft, from }: { id: string; title: string; draft: Draft; from: ShareOrigin }, now: number): Promise<Session | null> {
      const session: Session = { id, title: tidyTitle(title), draft, draftRevision: 0 };
      return (await write(ownerId, session, now, from)) ? session : find(ownerId, id);
    },
    /** The newest that nobody has touched, as if it were new; there is at most one to look for. @returns null where there is none. */
    async untouched(ownerId: string, except: readonly string[], now: number): Promise<Session | null> {
      let found = live(ownerId);
      if (except.length > 0) found = found.where("id", "not in", [...except]);
      const row = await found.where("draft_revision", "=", 0).where("takes", "=", 0).where("title", "=", firstTitle).where("prompt_folded", "=", "")
        .orderBy("id", "desc").limit(1).executeTakeFirst();
      const session = row && toSession(row);
      // A duplicate begins with what it is a duplicate of.
      if (!session || session.draft.referenceIds.length > 0) return null;
      await db.updateTable("sessions").set({ updated_at: now }).where("id", "=", session.id).execute();
      return session;
    },
    /** Draft and references, no takes. @param draft what the tab has, where it is newer than what was saved. @param copy as `copyTitle` takes it. */
    async duplicate(ownerId: string, id: string, draft: Draft | null, copy: string, now: number): Promise<Session | null> {
      const source = await find(ownerId, id);
      if (source === null) return null;
      const wanted = draft ?? source.draft;
      const known = wanted.referenceIds.length === 0 ? [] : await db.selectFrom("references").select("id").where("owner_id", "=", ownerId).where("id", "in", wanted.referenceIds).execute();
      const referenceIds = wanted.referenceIds.filter((referenceId) => known.some((reference) => reference.id === referenceId));
      return insert(ownerId, copyTitle(source.title, copy), { ...wanted, referenceIds }, now);
    },
    /** @returns false when another tab saved since `revision`. */
    async saveDraft(ownerId: string, id: string, draft: Draft, revision: number, now: number): Promise<boolean> {
      return db.transaction().execute(async (tx) => {
        const saved = await tx.updateTable("sessions")
          .set({ draft_json: JSON.stringify(draft), draft_revision: revision + 1, prompt_folded: foldText(draft.prompt), updated_at: now })
          .where("id", "=", id).where("owner_id", "=", ownerId).where("deleted_at", "is", null).where("draft_revision", "=", revision)
          .executeTakeFirst();
        if (saved.numUpdatedRows !== 1n) return false;
        await letGo(tx, id, draft, now);
        await holdReferences(tx, ownerId, id, draft);
        return true;
      });
    },
    /** A name is no use: the order of the list stays. @returns false for a session that is not there. */
    async rename(ownerId: string, id: string, title: string): Promise<boolean> {
      const renamed = await db.updateTable("sessions").set({ title, title_folded: foldText(title) })
        .where("id", "=", id).where("owner_id", "=", ownerId).where("deleted_at", "is", null).executeTakeFirst();
      return renamed.numUpdatedRows === 1n;
    },
    /** Hides it; the sweeper takes it once nothing brings it back. Twice is once. */
    async remove(ownerId: string, id: string, now: number): Promise<boolean> {
      const deleted = await db.updateTable("sessions").set({ deleted_at: sql`coalesce(deleted_at, ${now})` })
        .where("id", "=", id).where("owner_id", "=", ownerId).executeTakeFirst();
      return deleted.numUpdatedRows === 1n;
    },
    /** @returns false where it is too late, or never was there. */
    async restore(ownerId: string, id: string, now: number): Promise<boolean> {
      const restored = await db.updateTable("sessions").set({ deleted_at: null })
        .where("id", "=", id).where("owner_id", "=", ownerId).where("purging", "=", 0)
        .where((eb) => eb.or([eb("deleted_at", "is", null), eb("deleted_at", ">", now - limits.deletedKeptMs)])).executeTakeFirst();
      return restored.numUpdatedRows === 1n;
    },
  };
}
export type SessionStore = ReturnType<typeof sessionStore>;

/** What a draft names must not be gone. Another owner's are not held. */
async function holdReferences(tx: Transaction<Tables>, ownerId: string, sessionId: string, { referenceIds }: Draft): Promise<void> {
  if (referenceIds.length === 0) return;
  const known = await tx.selectFrom("references").select("id").where("owner_id", "=", ownerId).where("id", "in", referenceIds).execute();
  if (known.length === 0) return;
  await tx.insertInto("session_references").values(known.map(({ id }) => ({ session_id: sessionId, reference_id: id })))
    .onConflict((c) => c.columns(["session_id", "reference_id"]).doUpdateSet({ left_at: null })).execute();
}

/** What the draft names no more is kept a while: another tab may still show it. */
async function letGo(tx: Transaction<Tables>, sessionId: string, { referenceIds }: Draft, now: number): Promise<void> {
  let left = tx.updateTable("session_references").set({ left_at: now }).where("session_id", "=", sessionId).where("left_at", "is", null);
  if (referenceIds.length > 0) left = left.where("reference_id", "not in", referenceIds);
  await left.execute();
}

/** Every change of a row takes the session's next version with it, in the same transaction. */
export async function nextVersion(tx: Transaction<Tables>, sessionId: string): Promise<number> {
  const { version } = await tx.updateTable("sessions").set({ version: sql`version + 1` }).where("id", "=", sessionId).returning("version").executeTakeFirstOrThrow();
  return version;
}

/**
 * The number of a new take; the first one names a session that has no name yet. The first statement of a submit: on SQLite a
 * transaction that reads before it writes fails as soon as another process writes in between.
 * @returns null for a session that is not the owner's, or deleted.
 */
export async function nextTake(tx: Transaction<Tables>, ownerId: string, sessionId: string, title: string, now: number): Promise<number | null> {
  const isUnnamed = sql`takes = 0 and title = ${firstTitle}`;
  const row = await tx.updateTable("sessions")
    .set({
      takes: sql`takes + 1`, updated_at: now,
      title: sql`case when ${isUnnamed} then ${title} else title end`,
      title_folded: sql`case when ${isUnnamed} then ${foldText(title)} else title_folded end`,
    })
    .where("id", "=", sessionId).where("owner_id", "=", ownerId).where("deleted_at", "is", null).returning("takes").executeTakeFirst();
  return row?.takes ?? null;
}
