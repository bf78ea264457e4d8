import "server-only";
import type { Transaction } from "kysely";
import { openStatuses } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";
import type { Database, OutputRow, Tables } from "@/lib/server/db/database";
import { discard, type Discarded } from "@/lib/server/sessions/discarded-files";

/**
 * Takes what was in deleted takes and frames whose time to be brought back is over; their files are noted, and go where nothing
 * else uses them. A bare row stays until its session goes: it tells a tab that slept, keeps a click from being paid twice,
 * and says what was paid. A take that is still open, or in someone's hands, is first followed to its end.
 */
export async function eraseDeleted(db: Database, now: number): Promise<void> {
  const before = now - limits.deletedKeptMs;
  const due = await dueTakes(db, before, now).limit(limits.sweepTakes).execute();
  for (const { id } of due) await db.transaction().execute((tx) => eraseTake(tx, id, before, now));
  await db.transaction().execute((tx) => eraseFrames(tx, before, now));
}

const dueTakes = (db: Database | Transaction<Tables>, before: number, now: number) =>
  db.selectFrom("generations").select("id").where("deleted_at", "<=", before).where("erased", "=", 0)
    .where("status", "not in", [...openStatuses]).where((eb) => eb.or([eb("lease_holder", "is", null), eb("lease_until", "<=", now)]));

type FileKeys = Pick<OutputRow, "file_key" | "thumb_small_key" | "thumb_large_key">;
const filesOf = (rows: readonly FileKeys[]): Discarded[] =>
  rows.flatMap(({ file_key, thumb_small_key, thumb_large_key }) => [file_key, thumb_small_key, thumb_large_key].flatMap((key): Discarded[] => (key === null ? [] : [{ storage: "local", key }])));

async function eraseTake(tx: Transaction<Tables>, id: string, before: number, now: number): Promise<void> {
  // Asked again in the statement that takes it, and of its own row: it may have been brought back meanwhile, and where it waited
  // for that, Postgres asks the row anew and the rows of a subquery not.
  const erased = await tx.updateTable("generations").set({ erased: 1, draft_json: "{}", prompt_folded: "", input_json: null, result_json: null, failure_json: null })
    .where("id", "=", id).where("deleted_at", "<=", before).where("erased", "=", 0).where("id", "in", dueTakes(tx, before, now)).executeTakeFirst();
  if (erased.numUpdatedRows !== 1n) return;
  const outputs = await tx.deleteFrom("outputs").where("generation_id", "=", id).returning(["file_key", "thumb_small_key", "thumb_large_key"]).execute();
  await discard(tx, filesOf(outputs), now);
  const used = await tx.deleteFrom("generation_references").where("generation_id", "=", id).returning("reference_id").execute();
  if (used.length === 0) return;
  // A photograph is its owner's: it stays on the shelf for as long as one that a draft let go of.
  await tx.updateTable("references").set({ given_at: now }).where("id", "in", used.map(({ reference_id }) => reference_id)).where("given_at", "<", now).execute();
}

async function eraseFrames(tx: Transaction<Tables>, before: number, now: number): Promise<void> {
  const due = tx.selectFrom("outputs").select("id").where("deleted_at", "<=", before).where("erased", "=", 0).orderBy("deleted_at").limit(limits.sweepTakes);
  const rows = await tx.updateTable("outputs").set({ erased: 1 }).where("id", "in", due).where("deleted_at", "<=", before).returning(["id", "file_key", "thumb_small_key", "thumb_large_key"]).execute();
  if (rows.length === 0) return;
  await discard(tx, filesOf(rows), now);
  await tx.updateTable("outputs")
    .set({ source_url: null, file_key: null, sha256: null, bytes: 0, thumb_small_key: null, thumb_large_key: null, thumb_bytes: null, placeholder: null, marked_at: null })
    .where("id", "in", rows.map(({ id }) => id)).execute();
}
