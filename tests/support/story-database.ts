import { randomBytes } from "node:crypto";
import path from "node:path";
import SQLite from "better-sqlite3";
import pg from "pg";
import { z } from "zod";
import type { TestPostgres } from "@/tests/contracts/support/postgres";

export type DatabaseKind = "Postgres" | "SQLite";

/** A database of one story, and a look into it from outside. */
export type StoryDatabase = {
  /** What a studio has to be told of it. */
  env: Record<string, string>;
  /** @param dataDir the studio's, which has to run. */
  rows: (statement: string, dataDir: string) => Promise<unknown[]>;
  /** @returns how many rows it changed. */
  change: (statement: string, dataDir: string) => Promise<number>;
  close: () => Promise<void>;
};

/** A new one, in a server that runs for others too and takes it along when it is closed. */
export async function databaseOnPostgres(server: TestPostgres): Promise<StoryDatabase> {
  const name = `story_${randomBytes(8).toString("hex")}`;
  await server.run(`create database ${name}`);
  const pool = new pg.Pool({ connectionString: server.urlOf(name), max: 1 });
  return {
    env: { DATABASE_URL: server.urlOf(name), STUDIO_SECRET: "0123456789abcdef0123456789abcdef" },
    rows: async (statement) => z.array(z.unknown()).parse((await pool.query(statement)).rows),
    change: async (statement) => (await pool.query(statement)).rowCount ?? 0,
    close: () => pool.end(),
  };
}

/** The one that a studio has without being told of one. */
export const fileInDataDir: StoryDatabase = {
  env: {},
  rows: async (statement, dataDir) => inFile(dataDir, true, (db) => db.prepare(statement).all()),
  change: async (statement, dataDir) => inFile(dataDir, false, (db) => db.prepare(statement).run().changes),
  close: async () => {},
};

function inFile<T>(dataDir: string, readonly: boolean, work: (db: SQLite.Database) => T): T {
  const db = new SQLite(path.join(dataDir, "contact-sheet.db"), { readonly, timeout: 5000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
