import "server-only";
import type { Kysely } from "kysely";

/** Only what this step reads and writes, as it stood then. */
type Then = { references: { output_id: string | null; made_from_output_id: string | null } };

export async function up(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped.withTables<Then>();
  await db.schema.alterTable("references").addColumn("made_from_output_id", "text").execute();
  await db.schema.alterTable("uploads").addColumn("other_way_of", "text").execute();
  await db.updateTable("references").set((eb) => ({ made_from_output_id: eb.ref("output_id") })).where("output_id", "is not", null).execute();
}
