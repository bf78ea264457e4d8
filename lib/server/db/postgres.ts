import "server-only";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Database, Tables } from "@/lib/server/db/database";
import { log } from "@/lib/server/log";

const INT8 = 20;

export function openPostgres(url: string): Database {
  const types = new pg.TypeOverrides();
  // Times and money are bigint there; all of ours stay far below 2^53.
  types.setTypeParser(INT8, Number);
  const pool = new pg.Pool({ connectionString: url, max: 8, types, connectionTimeoutMillis: 5000, statement_timeout: 15_000 });
  // A server that restarts breaks connections, also at a moment when no query waits: unheard, that would end the process.
  pool.on("connect", (client) => { client.on("error", (error) => { log.error("database.connection_lost", error); }); });
  pool.on("error", () => {});
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
