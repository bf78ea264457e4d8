import "server-only";
import { Migrator } from "kysely";
import type { Database } from "@/lib/server/db/database";
import * as first from "@/lib/server/db/migrations/0001-first";
import * as sessions from "@/lib/server/db/migrations/0002-sessions";

const migrations = { "0001-first": first, "0002-sessions": sessions };

/**
 * Numbered, in order, each once. On Postgres Kysely's migrator holds a lock meanwhile.
 * @param upTo leaves an older database, as a test wants it.
 */
export async function migrate(db: Database, upTo?: keyof typeof migrations): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error, results } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName;
  throw new Error(`Migration ${failed ?? ""} failed`, { cause: error });
}
