import path from "node:path";
import SQLite from "better-sqlite3";
import pg from "pg";
import { z } from "zod";
import { startPostgres } from "@/tests/contracts/support/postgres";

const rowSchema = z.object({ status: z.string(), charge: z.string(), request_id: z.string().nullable(), lease_holder: z.string().nullable(), delivered: z.coerce.number(), charged_micro_usd: z.coerce.number() });
export type SeenRow = z.infer<typeof rowSchema>;

/** A database that studios are given, and that the test looks into from outside. */
export type SharedDatabase = {
  /** What a studio has to be told of it. */
  env: Record<string, string>;
  rows: () => Promise<SeenRow[]>;
  /** What every day together holds for everyone. */
  heldMicroUsd: () => Promise<number>;
  /** Which database it is. */
  version: () => Promise<string>;
  close: () => Promise<void>;
};

const ROWS = `select status, charge, charged_micro_usd, request_id, lease_holder,
  (select count(*) from outputs where outputs.generation_id = generations.id and outputs.state = 'delivered') as delivered from generations order by created_at`;
const HELD = "select sum(held_micro_usd) as held from budget_days where owner_id = ''";
const heldSchema = z.tuple([z.object({ held: z.coerce.number() })]);
const versionSchema = z.tuple([z.object({ version: z.string() })]);

export async function sharedPostgres(): Promise<SharedDatabase> {
  const server = await startPostgres();
  const pool = new pg.Pool({ connectionString: server.urlOf("postgres"), max: 1 });
  return {
    env: { DATABASE_URL: server.urlOf("postgres"), STUDIO_SECRET: "0123456789abcdef0123456789abcdef" },
    rows: async () => z.array(rowSchema).parse((await pool.query(ROWS)).rows),
    heldMicroUsd: async () => heldSchema.parse((await pool.query(HELD)).rows)[0].held,
    version: async () => `Postgres ${versionSchema.parse((await pool.query("select current_setting('server_version') as version")).rows)[0].version}`,
    async close() {
      await pool.end();
      await server.close();
    },
  };
}

/** The file in a folder that all of them have as DATA_DIR; it is there once one of them has started. */
export function sharedSqlite(dataDir: string): SharedDatabase {
  let opened: SQLite.Database | null = null;
  const all = (statement: string): unknown[] => (opened ??= new SQLite(path.join(dataDir, "contact-sheet.db"), { readonly: true })).prepare(statement).all();
  return {
    env: {},
    rows: async () => z.array(rowSchema).parse(all(ROWS)),
    heldMicroUsd: async () => heldSchema.parse(all(HELD))[0].held,
    version: async () => `SQLite ${versionSchema.parse(all("select sqlite_version() as version"))[0].version}`,
    close: async () => void opened?.close(),
  };
}
