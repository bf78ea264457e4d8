import "server-only";
import type { Kysely } from "kysely";

const FLAGS = ["shows_prompt", "shows_settings", "shows_references", "shows_lineage", "shows_originals", "shows_price", "indexable"] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  let shares = db.schema.createTable("shares")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("owner_id", "text", (c) => c.notNull())
    .addColumn("session_id", "text", (c) => c.notNull().references("sessions.id"))
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("message", "text", (c) => c.notNull())
    .addColumn("sender", "text", (c) => c.notNull())
    .addColumn("passphrase_hash", "text")
    .addColumn("expires_at", "bigint")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("edited_at", "bigint")
    .addColumn("revoked_at", "bigint");
  for (const flag of FLAGS) shares = shares.addColumn(flag, "integer", (c) => c.notNull());
  await shares.execute();
  await db.schema.createIndex("shares_by_owner").on("shares").columns(["owner_id", "created_at"]).execute();
  await db.schema.createIndex("shares_by_session").on("shares").column("session_id").execute();

  await db.schema.createTable("share_frames")
    .addColumn("share_id", "text", (c) => c.notNull().references("shares.id"))
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("generation_id", "text", (c) => c.notNull())
    .addColumn("frame", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("share_frames_pk", ["share_id", "number"])
    .addUniqueConstraint("share_frames_once", ["share_id", "generation_id", "frame"])
    .execute();
  await db.schema.createIndex("share_frames_by_frame").on("share_frames").columns(["generation_id", "frame"]).execute();

  await db.schema.createTable("picks")
    .addColumn("share_id", "text", (c) => c.notNull().references("shares.id"))
    .addColumn("visitor", "text", (c) => c.notNull())
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("note", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("picks_pk", ["share_id", "visitor", "number"])
    .execute();

  await db.schema.alterTable("sessions").addColumn("from_share_id", "text").execute();
  await db.schema.alterTable("sessions").addColumn("from_share_title", "text").execute();
}
