import path from "node:path";
import SQLite from "better-sqlite3";
import pg from "pg";
import { z } from "zod";
import { startPostgres } from "@/tests/contracts/support/postgres";

const rowSchema = z.object({ status: z.string(), charge: z.string(), request_id: z.string().nullable(), lease_holder: z.string().nullable(), delivered: z.coerce.number() });
export type SeenRow = z.infer<typeof rowSchema>;

/** A database that studios are given, and that the test looks into from outside. */
export type SharedDatabase = {
  /** What a studio has to be told of it. */
  env: Record<string, string>;
  rows: () => Promise<SeenRow[]>;
  close: () => Promise<void>;
};

const ROWS = `select status, charge, request_id, lease_holder,
  (select count(*) from outputs where outputs.generation_id = generations.id and outputs.state = 'delivered') as delivered from generations order by created_at`;

export async function sharedPostgres(): Promise<SharedDatabase> {
  const server = await startPostgres();
  const pool = new pg.Pool({ connectionString: server.urlOf("postgres"), max: 1 });
  return {
    env: { DATABASE_URL: server.urlOf("postgres"), STUDIO_SECRET: "0123456789abcdef0123456789abcdef" },
    rows: async () => z.array(rowSchema).parse((await pool.query(ROWS)).rows),
    async close() {
      await pool.end();
      await server.close();
    },
  };
}

/** The file in a folder that all of them have as DATA_DIR; it is there once one of them has started. */
export function sharedSqlite(dataDir: string): SharedDatabase {
  let opened: SQLite.Database | null = null;
  return {
    env: {},
    rows: async () => z.array(rowSchema).parse((opened ??= new SQLite(path.join(dataDir, "contact-sheet.db"), { readonly: true })).prepare(ROWS).all()),
    close: async () => void opened?.close(),
  };
}
