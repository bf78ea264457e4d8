import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";

/** Only what this step reads and writes, as it stood then. */
type Then = {
  outputs: { deleted_at: number | null };
  sessions: { title: string; title_folded: string; takes: number };
  generations: { id: string; draft_json: string; images_asked: number; deleted_at: number | null };
};
const PAGE = 500;
const draftThen = z.object({ count: z.int().min(1) });

export async function up(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<Then>();
  await db.schema.alterTable("outputs").addColumn("marked_at", "bigint").execute();
  await db.schema.alterTable("outputs").addColumn("deleted_at", "bigint").execute();
  await db.schema.alterTable("outputs").addColumn("erased", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await db.schema.alterTable("outputs").addColumn("thumb_bytes", "integer").execute();
  await db.schema.alterTable("generations").addColumn("deleted_at", "bigint").execute();
  await db.schema.alterTable("generations").addColumn("erased", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await db.schema.alterTable("generations").addColumn("made_for", "text").execute();
  await db.schema.alterTable("generations").addColumn("result_json", "text").execute();
  await db.schema.alterTable("generations").addColumn("images_asked", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await fill(db);
  // A name in one language, and no name at all.
  await db.updateTable("sessions").set({ title: "", title_folded: "" }).where("title", "=", "Untitled").where("takes", "=", 0).execute();

  // Of all rows only the few that were deleted, and are not yet gone, are ever asked for by this.
  await db.schema.createIndex("generations_deleted").on("generations").column("deleted_at").where("deleted_at", "is not", null).execute();
  await db.schema.createIndex("outputs_deleted").on("outputs").column("deleted_at").where("deleted_at", "is not", null).execute();
  await db.schema.createIndex("generations_by_time_taken").on("generations").columns(["engine", "model_id", "status", "settled_at"]).execute();
  await db.schema.createIndex("generations_by_owner").on("generations").columns(["owner_id", "id"]).execute();
}

async function fill(db: Kysely<Then>): Promise<void> {
  for (let after = ""; ;) {
    const takes = await db.selectFrom("generations").select(["id", "draft_json"]).where("id", ">", after).orderBy("id").limit(PAGE).execute();
    for (const { id, draft_json } of takes) {
      const count = countOf(draft_json);
      if (count !== null) await db.updateTable("generations").set({ images_asked: count }).where("id", "=", id).execute();
    }
    const last = takes.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
}

function countOf(json: string): number | null {
  try {
    return draftThen.safeParse(JSON.parse(json)).data?.count ?? null;
  } catch {
    return null;
  }
}
