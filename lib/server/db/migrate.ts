import "server-only";
import { Migrator, sql } from "kysely";
import type { Database } from "@/lib/server/db/database";
import * as first from "@/lib/server/db/migrations/0001-first";
import * as sessions from "@/lib/server/db/migrations/0002-sessions";
import * as references from "@/lib/server/db/migrations/0003-references";

const migrations = { "0001-first": first, "0002-sessions": sessions, "0003-references": references };
type Version = keyof typeof migrations;

/**
 * Numbered, in order, each once, all or nothing, however many processes start at the same time.
 * @param upTo leaves an older database, as a test wants it.
 */
export async function migrate(db: Database, upTo?: Version): Promise<void> {
  // Postgres has its lock and transaction from Kysely's migrator; on SQLite that does neither, so the file is held here.
  if (db.getExecutor().adapter.supportsTransactionalDdl) return run(db, upTo);
  await db.connection().execute(async (held) => {
    await sql`begin immediate`.execute(held);
    try {
      await run(held, upTo);
      await sql`commit`.execute(held);
    } catch (error) {
      await sql`rollback`.execute(held);
      throw error;
    }
  });
}

async function run(db: Database, upTo: Version | undefined): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName;
  throw new Error(`Migration ${failed ?? ""} failed`, { cause: error });
}
