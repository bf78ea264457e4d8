import "server-only";
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("sessions")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("owner_id", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("draft_json", "text", (c) => c.notNull())
    .addColumn("draft_revision", "integer", (c) => c.notNull())
    .addColumn("takes", "integer", (c) => c.notNull())
    .addColumn("version", "bigint", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema.createIndex("sessions_by_owner").on("sessions").columns(["owner_id", "updated_at"]).execute();

  await db.schema.createTable("references")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("owner_id", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("storage", "text", (c) => c.notNull())
    .addColumn("stored_key", "text", (c) => c.notNull())
    .addColumn("sha256", "text", (c) => c.notNull())
    .addColumn("format", "text", (c) => c.notNull())
    .addColumn("width", "integer", (c) => c.notNull())
    .addColumn("height", "integer", (c) => c.notNull())
    .addColumn("bytes", "integer", (c) => c.notNull())
    .addColumn("thumb_key", "text", (c) => c.notNull())
    .addColumn("output_id", "text")
    .addColumn("made_from", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();
  // The same frame edited twice is one reference.
  await db.schema.createIndex("references_one_per_output").on("references").columns(["owner_id", "output_id"]).unique().execute();
  await db.schema.createIndex("references_by_owner").on("references").columns(["owner_id", "created_at"]).execute();

  await db.schema.createTable("uploads")
    .addColumn("tile_id", "text", (c) => c.primaryKey())
    .addColumn("owner_id", "text", (c) => c.notNull())
    .addColumn("session_id", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("ingest_key", "text", (c) => c.unique())
    .addColumn("stored_key", "text")
    .addColumn("reference_id", "text")
    .addColumn("problem_json", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .execute();

  await db.schema.createTable("generations")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("session_id", "text", (c) => c.notNull().references("sessions.id"))
    .addColumn("owner_id", "text", (c) => c.notNull())
    .addColumn("take", "integer", (c) => c.notNull())
    .addColumn("version", "bigint", (c) => c.notNull())
    .addColumn("idempotency_key", "text", (c) => c.notNull())
    .addColumn("model_id", "text", (c) => c.notNull())
    .addColumn("engine", "text", (c) => c.notNull())
    .addColumn("base_url", "text", (c) => c.notNull())
    .addColumn("draft_json", "text", (c) => c.notNull())
    .addColumn("input_json", "text")
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("waiting", "text", (c) => c.notNull())
    .addColumn("cancel", "text", (c) => c.notNull())
    .addColumn("queue_position", "integer")
    .addColumn("request_id", "text")
    .addColumn("reserved_micro_usd", "bigint", (c) => c.notNull())
    .addColumn("charge", "text", (c) => c.notNull())
    .addColumn("charged_micro_usd", "bigint", (c) => c.notNull())
    .addColumn("budget_day", "text", (c) => c.notNull())
    .addColumn("failure_json", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("post_started_at", "bigint")
    .addColumn("accepted_at", "bigint")
    .addColumn("started_at", "bigint")
    .addColumn("settled_at", "bigint")
    .addColumn("lease_holder", "text")
    .addColumn("lease_until", "bigint", (c) => c.notNull())
    .addColumn("due_at", "bigint", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("lost_strikes", "integer", (c) => c.notNull())
    .addColumn("lost_since", "bigint")
    .addUniqueConstraint("generations_one_per_click", ["owner_id", "idempotency_key"])
    .addUniqueConstraint("generations_one_per_take", ["session_id", "take"])
    .execute();
  await db.schema.createIndex("generations_by_version").on("generations").columns(["session_id", "version"]).execute();
  await db.schema.createIndex("generations_due").on("generations").columns(["status", "due_at"]).execute();

  await db.schema.createTable("generation_references")
    .addColumn("generation_id", "text", (c) => c.notNull().references("generations.id"))
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("reference_id", "text", (c) => c.notNull().references("references.id"))
    .addPrimaryKeyConstraint("generation_references_pk", ["generation_id", "position"])
    .execute();

  await db.schema.createTable("outputs")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("generation_id", "text", (c) => c.notNull().references("generations.id"))
    .addColumn("frame", "integer", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("source_url", "text")
    .addColumn("pending_since", "bigint", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("media", "text")
    .addColumn("mime", "text")
    .addColumn("file_key", "text")
    .addColumn("sha256", "text")
    .addColumn("bytes", "bigint", (c) => c.notNull())
    .addColumn("width", "integer", (c) => c.notNull())
    .addColumn("height", "integer", (c) => c.notNull())
    .addColumn("thumb_small_key", "text")
    .addColumn("thumb_large_key", "text")
    .addColumn("placeholder", "text")
    .addUniqueConstraint("outputs_one_per_frame", ["generation_id", "frame"])
    .execute();

  await db.schema.createTable("budget_days")
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("owner_id", "text", (c) => c.notNull())
    .addColumn("held_micro_usd", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("budget_days_pk", ["day", "owner_id"])
    .execute();
}
