import "server-only";
import { mkdirSync } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { limits } from "@/lib/limits";
import type { Database, Tables } from "@/lib/server/db/database";

/** WAL with synchronous=FULL: a commit that was answered survives a power cut. */
export function openSqlite(file: string): Database {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const database = new SQLite(file, { timeout: limits.databaseBusyMs });
  turnOnWal(database);
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}

const WAL_RETRY_MS = 20;

/** Where several processes open a new file at once, whoever is not first is told "busy" here at once, however long he would wait elsewhere (SQLite calls no busy handler where locks could wait for each other). */
function turnOnWal(database: SQLite.Database): void {
  const until = Date.now() + limits.databaseBusyMs;
  for (;;) {
    try {
      database.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if (!(error instanceof SQLite.SqliteError) || !error.code.startsWith("SQLITE_BUSY") || Date.now() >= until) throw error;
      // At the start alone, and nothing else runs yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_RETRY_MS);
    }
  }
}
