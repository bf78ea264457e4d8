import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import { foldText } from "@/lib/sessions/search";

/** Only what this step reads and writes, as it stood then. */
type Then = {
  sessions: { id: string; owner_id: string; title: string; draft_json: string; title_folded: string; prompt_folded: string };
  generations: { id: string; draft_json: string; prompt_folded: string };
  references: { id: string; owner_id: string };
  session_references: { session_id: string; reference_id: string };
};
const PAGE = 500;
const draftThen = z.object({ prompt: z.string().catch(""), referenceIds: z.array(z.string()).catch([]) }).catch({ prompt: "", referenceIds: [] });

export async function up(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<Then>();
  await db.schema.alterTable("sessions").addColumn("deleted_at", "bigint").execute();
  await db.schema.alterTable("sessions").addColumn("purging", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await db.schema.alterTable("sessions").addColumn("title_folded", "text", (c) => c.notNull().defaultTo("")).execute();
  await db.schema.alterTable("sessions").addColumn("prompt_folded", "text", (c) => c.notNull().defaultTo("")).execute();
  await db.schema.alterTable("generations").addColumn("prompt_folded", "text", (c) => c.notNull().defaultTo("")).execute();
  await db.schema.createIndex("sessions_deleted").on("sessions").column("deleted_at").execute();

  await db.schema.createTable("session_references")
    .addColumn("session_id", "text", (c) => c.notNull().references("sessions.id"))
    .addColumn("reference_id", "text", (c) => c.notNull().references("references.id"))
    .addPrimaryKeyConstraint("session_references_pk", ["session_id", "reference_id"])
    .execute();
  await db.schema.createTable("discarded_files")
    .addColumn("storage", "text", (c) => c.notNull())
    .addColumn("file_key", "text", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("due_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("discarded_files_pk", ["storage", "file_key"])
    .execute();
  await db.schema.createIndex("discarded_files_due").on("discarded_files").column("due_at").execute();

  // What a delete asks: who else uses this reference, these bytes, this upload?
  await db.schema.createIndex("session_references_by_reference").on("session_references").column("reference_id").execute();
  await db.schema.createIndex("generation_references_by_reference").on("generation_references").column("reference_id").execute();
  await db.schema.createIndex("outputs_by_content").on("outputs").column("sha256").execute();
  await db.schema.createIndex("references_by_content").on("references").column("sha256").execute();
  await db.schema.createIndex("uploads_by_session").on("uploads").column("session_id").execute();
  await fill(db);
}

async function fill(db: Kysely<Then>): Promise<void> {
  for (let after = ""; ;) {
    const sessions = await db.selectFrom("sessions").select(["id", "owner_id", "title", "draft_json"]).where("id", ">", after).orderBy("id").limit(PAGE).execute();
    for (const { id, owner_id, title, draft_json } of sessions) {
      const draft = draftThen.parse(parsed(draft_json));
      await db.updateTable("sessions").set({ title_folded: foldText(title), prompt_folded: foldText(draft.prompt) }).where("id", "=", id).execute();
      if (draft.referenceIds.length === 0) continue;
      const known = await db.selectFrom("references").select("id").where("owner_id", "=", owner_id).where("id", "in", draft.referenceIds).execute();
      if (known.length > 0) await db.insertInto("session_references").values(known.map((reference) => ({ session_id: id, reference_id: reference.id }))).execute();
    }
    const last = sessions.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  for (let after = ""; ;) {
    const takes = await db.selectFrom("generations").select(["id", "draft_json"]).where("id", ">", after).orderBy("id").limit(PAGE).execute();
    for (const { id, draft_json } of takes) await db.updateTable("generations").set({ prompt_folded: foldText(draftThen.parse(parsed(draft_json)).prompt) }).where("id", "=", id).execute();
    const last = takes.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
