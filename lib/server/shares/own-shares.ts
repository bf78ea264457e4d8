import "server-only";
import { sql } from "kysely";
import { limits, serverLimits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import type { CreateShare, EditShare, Shared, ShareRefusal, ShownParts } from "@/lib/shares/share";
import type { Database, ShareRow } from "@/lib/server/db/database";
import { keptHash } from "@/lib/server/owners/slow-hash";
import { insertNumbers, slotsOf, type Slot } from "@/lib/server/shares/numbers";

type Refused<Code extends ShareRefusal["code"]> = Extract<ShareRefusal, { code: Code }>;
export type CreateRefusal = Refused<"not_found" | "nothing_to_share" | "too_many" | "too_many_shares" | "expired">;
export type EditRefusal = Refused<"not_found" | "expired">;

const flag = (is: boolean): number => (is ? 1 : 0);
const partColumns = (shows: ShownParts, isIndexable: boolean) => ({
  shows_prompt: flag(shows.prompt), shows_settings: flag(shows.settings), shows_references: flag(shows.references), shows_lineage: flag(shows.lineage),
  shows_originals: flag(shows.originals), shows_price: flag(shows.price), indexable: flag(isIndexable),
});

/** Twice by one id is once. @returns the share's id. Frames and takes of another owner or session are as good as not there. */
export async function createShare(db: Database, ownerId: string, command: CreateShare, now: number): Promise<Result<{ shareId: string }, CreateRefusal>> {
  const { shareId, sessionId, shared, title, message, sender, shows, isIndexable, expiresAt, passphrase } = command;
  if (expiresAt !== null && expiresAt <= now) return err({ code: "expired" });
  const session = await db.selectFrom("sessions").select("id").where("id", "=", sessionId).where("owner_id", "=", ownerId).where("deleted_at", "is", null).executeTakeFirst();
  if (!session) return err({ code: "not_found" });
  const slots = await slotsOf(db, ownerId, sessionId, scopeOf(shared));
  if (slots.length === 0) return err({ code: "nothing_to_share" });
  if (slots.length > limits.shareFrames) return err({ code: "too_many", most: limits.shareFrames });
  // Hashed before the transaction: it takes its time.
  const passphraseHash = passphrase === null ? null : await keptHash(passphrase);
  const row: ShareRow = {
    id: shareId, owner_id: ownerId, session_id: sessionId, kind: shared.kind, title, message, sender, ...partColumns(shows, isIndexable),
    passphrase_hash: passphraseHash, expires_at: expiresAt, created_at: now, edited_at: null, revoked_at: null,
  };
  return insert(db, row, slots);
}

function scopeOf(shared: Shared): Parameters<typeof slotsOf>[3] {
  switch (shared.kind) {
    case "frames": return { by: "outputs", ids: shared.outputIds };
    case "takes": return { by: "takes", ids: shared.generationIds };
    case "session": return { by: "session" };
    default: return shared satisfies never;
  }
}

/** The session's row comes first, as in every transaction: what is being deleted is seen, and nothing is shared behind it. */
const insert = (db: Database, row: ShareRow, slots: readonly Slot[]): Promise<Result<{ shareId: string }, CreateRefusal>> =>
  db.transaction().execute(async (tx) => {
    const held = await tx.updateTable("sessions").set({ version: sql`version` }).where("id", "=", row.session_id).where("deleted_at", "is", null).executeTakeFirst();
    if (held.numUpdatedRows !== 1n) return err({ code: "not_found" });
    const known = await tx.selectFrom("shares").select("owner_id").where("id", "=", row.id).executeTakeFirst();
    if (known) return known.owner_id === row.owner_id ? ok({ shareId: row.id }) : err({ code: "not_found" });
    const { count } = await tx.selectFrom("shares").select(sql<number>`count(*)`.as("count")).where("session_id", "=", row.session_id).executeTakeFirstOrThrow();
    if (Number(count) >= serverLimits.sharesOfSession) return err({ code: "too_many_shares", most: serverLimits.sharesOfSession });
    await tx.insertInto("shares").values(row).execute();
    await insertNumbers(tx, row.id, 0, slots);
    return ok({ shareId: row.id });
  });

/** What it says and shows; which pictures are in it stays. A revoked one is not brought back. */
export async function editShare(db: Database, ownerId: string, command: EditShare, now: number): Promise<Result<null, EditRefusal>> {
  const { shareId, title, message, sender, shows, isIndexable, expiresAt, passphrase } = command;
  if (expiresAt !== null && expiresAt <= now) return err({ code: "expired" });
  const hash = await changedHash(passphrase);
  const edited = await owned(db, ownerId, shareId)
    .set({ title, message, sender, ...partColumns(shows, isIndexable), expires_at: expiresAt, edited_at: now, ...(hash !== undefined && { passphrase_hash: hash }) })
    .where("revoked_at", "is", null).executeTakeFirst();
  return edited.numUpdatedRows === 1n ? ok(null) : err({ code: "not_found" });
}

/** undefined where it stays. */
async function changedHash(passphrase: EditShare["passphrase"]): Promise<string | null | undefined> {
  switch (passphrase.change) {
    case "keep": return undefined;
    case "none": return null;
    case "set": return keptHash(passphrase.passphrase);
    default: return passphrase satisfies never;
  }
}

/** For good, and at once: every byte of it comes through its own door. Twice is once. */
export async function revokeShare(db: Database, ownerId: string, shareId: string, now: number): Promise<Result<null, Refused<"not_found">>> {
  const revoked = await owned(db, ownerId, shareId).set({ revoked_at: sql`coalesce(revoked_at, ${now})` }).executeTakeFirst();
  return revoked.numUpdatedRows === 1n ? ok(null) : err({ code: "not_found" });
}

const owned = (db: Database, ownerId: string, shareId: string) => db.updateTable("shares").where("id", "=", shareId).where("owner_id", "=", ownerId);
