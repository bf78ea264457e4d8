import "server-only";
import { sql, type Kysely } from "kysely";

/** Only what this step reads and writes, as it stood then. */
type Then = {
  sessions: { id: string; draft_json: string; updated_at: number };
  references: { id: string; owner_id: string; sha256: string; sha256_once: string | null; used_at: number | null; given_at: number; created_at: number };
  generations: { id: string; created_at: number };
  generation_references: { generation_id: string; reference_id: string };
  session_references: { session_id: string; reference_id: string; left_at: number | null };
};

export async function up(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<Then>();
  await db.schema.alterTable("uploads").addColumn("source_json", "text").execute();
  await db.schema.alterTable("references").addColumn("source_json", "text").execute();
  await db.schema.alterTable("references").addColumn("sha256_once", "text").execute();
  await db.schema.alterTable("references").addColumn("used_at", "bigint").execute();
  await db.schema.alterTable("references").addColumn("given_at", "bigint", (c) => c.notNull().defaultTo(0)).execute();
  await db.schema.alterTable("references").addColumn("proved_at", "bigint").execute();
  await db.schema.alterTable("references").addColumn("proved_origin", "text").execute();
  await db.schema.alterTable("session_references").addColumn("left_at", "bigint").execute();
  await fill(db);

  await db.schema.createIndex("references_once_per_content").on("references").columns(["owner_id", "sha256_once"]).unique().execute();
  await db.schema.createIndex("references_by_use").on("references").columns(["owner_id", "used_at"]).execute();
  await db.schema.createIndex("references_by_age").on("references").column("given_at").execute();
  await db.schema.createIndex("uploads_by_age").on("uploads").column("created_at").execute();
  await db.schema.createIndex("session_references_left").on("session_references").column("left_at").execute();
}

async function fill(db: Kysely<Then>): Promise<void> {
  // Older versions stored the same bytes twice: the first is the one that is found again, the others stay as they are used.
  await db.updateTable("references").set({ sha256_once: sql`sha256` })
    .where((eb) => eb.not(eb.exists(eb.selectFrom("references as earlier").select("earlier.id")
      .whereRef("earlier.owner_id", "=", "references.owner_id").whereRef("earlier.sha256", "=", "references.sha256").whereRef("earlier.id", "<", "references.id"))))
    .execute();
  await db.updateTable("references").set((eb) => ({
    given_at: eb.ref("created_at"),
    used_at: eb.selectFrom("generation_references").innerJoin("generations", "generations.id", "generation_references.generation_id")
      .select((inner) => inner.fn.max("generations.created_at").as("at")).whereRef("generation_references.reference_id", "=", "references.id"),
  })).execute();
  // What a session's draft named once and names no more has left it when the draft was last saved, or before.
  await db.updateTable("session_references").set((eb) => ({
    left_at: eb.selectFrom("sessions").select("sessions.updated_at").whereRef("sessions.id", "=", "session_references.session_id")
      .where(sql<boolean>`sessions.draft_json not like '%' || session_references.reference_id || '%'`),
  })).execute();
}
