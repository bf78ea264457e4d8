import "server-only";
import { Migrator, sql } from "kysely";
import { limits, serverLimits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import * as first from "@/lib/server/db/migrations/0001-first";
import * as sessions from "@/lib/server/db/migrations/0002-sessions";
import * as references from "@/lib/server/db/migrations/0003-references";
import * as sheet from "@/lib/server/db/migrations/0004-sheet";
import * as waysOfFrames from "@/lib/server/db/migrations/0005-ways-of-frames";
import * as shares from "@/lib/server/db/migrations/0006-shares";
import * as imported from "@/lib/server/db/migrations/0007-imported";

const migrations = { "0001-first": first, "0002-sessions": sessions, "0003-references": references, "0004-sheet": sheet, "0005-ways-of-frames": waysOfFrames, "0006-shares": shares, "0007-imported": imported };
type Version = keyof typeof migrations;

/**
 * Numbered, in order, each once, all or nothing, however many processes start at the same time.
 * @param upTo leaves an older database, as a test wants it.
 */
export async function migrate(db: Database, upTo?: Version): Promise<void> {
  const onPostgres = db.getExecutor().adapter.supportsTransactionalDdl;
  await db.connection().execute((held) => (onPostgres ? onPostgresAlone(held, upTo) : onSqliteAlone(held, upTo)));
}

/** Kysely's migrator holds a lock and has a transaction there. Whoever waits for it, and a step over many rows, take as long as they take. */
async function onPostgresAlone(held: Database, upTo: Version | undefined): Promise<void> {
  await sql`set statement_timeout = ${sql.lit(serverLimits.migrationMs)}`.execute(held);
  try {
    await run(held, upTo);
  } finally {
    await sql`reset statement_timeout`.execute(held);
  }
}

/** There the migrator does neither, so the file is held here. */
async function onSqliteAlone(held: Database, upTo: Version | undefined): Promise<void> {
  await sql`pragma busy_timeout = ${sql.lit(serverLimits.migrationMs)}`.execute(held);
  await sql`begin immediate`.execute(held);
  try {
    await run(held, upTo);
    await sql`commit`.execute(held);
  } catch (error) {
    await sql`rollback`.execute(held);
    throw error;
  } finally {
    await sql`pragma busy_timeout = ${sql.lit(limits.databaseBusyMs)}`.execute(held);
  }
}

async function run(db: Database, upTo: Version | undefined): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName;
  throw new Error(`Migration ${failed ?? ""} failed`, { cause: error });
}
