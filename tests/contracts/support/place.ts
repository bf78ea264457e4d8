import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe } from "vitest";
import type { Database } from "@/lib/server/db/database";
import { migrate } from "@/lib/server/db/migrate";
import { openPostgres } from "@/lib/server/db/postgres";
import { openSqlite } from "@/lib/server/db/sqlite";
import { startPostgres, whyNoPostgres, type TestPostgres } from "@/tests/contracts/support/postgres";

/** Where a test gets an empty, migrated database from. */
export type Place = {
  begin: () => Promise<void>; open: () => Promise<Database>; close: (db: Database) => Promise<void>; end: () => Promise<void>;
  /** A statement waits for another transaction to end. */
  someoneWaits: () => Promise<boolean>;
};

export function sqlitePlace(): Place {
  let folder = "";
  let databases = 0;
  return {
    begin: async () => { folder = mkdtempSync(path.join(tmpdir(), "sheet-sqlite-")); },
    open: async () => {
      databases += 1;
      const db = openSqlite(path.join(folder, `${databases}.db`));
      await migrate(db);
      return db;
    },
    close: (db) => db.destroy(),
    // One connection: whoever comes second waits for it.
    someoneWaits: async () => true,
    end: async () => { rmSync(folder, { recursive: true, force: true }); },
  };
}

type PostgresPlace = Place & { server: () => TestPostgres };

/** One database for all tests, emptied before each: a new one for each would take longer than the test. */
function postgresPlace(): PostgresPlace {
  let opened: { server: TestPostgres; db: Database } | null = null;
  const running = () => {
    if (opened === null) throw new Error("not begun");
    return opened;
  };
  return {
    server: () => running().server,
    async begin() {
      const server = await startPostgres();
      const db = openPostgres(server.urlOf("postgres"));
      opened = { server, db };
      await migrate(db);
    },
    async open() {
      const { db } = running();
      await sql`truncate sessions, uploads, "references", generations, generation_references, outputs, budget_days, discarded_files, shares, share_frames, picks cascade`.execute(db);
      return db;
    },
    close: async () => {},
    someoneWaits: async () => (await sql<{ pid: number }>`select pid from pg_locks where not granted`.execute(running().db)).rows.length > 0,
    async end() {
      await opened?.db.destroy();
      await opened?.server.close();
    },
  };
}

const BEGIN_MS = 60_000;

/** Where there is no Postgres, its tests say so in their block's name, and why. */
export function onPostgres(name: string, block: () => void): void {
  const missing = whyNoPostgres();
  describe.skipIf(missing !== null)(missing === null ? `${name} on Postgres` : `${name} on Postgres: SKIPPED, ${missing}`, block);
}

/** What holds on the one database and on the other. */
export function onBothDatabases(name: string, guarantees: (place: Place) => void, onPostgresAlone: (place: PostgresPlace) => void = () => {}): void {
  const begun = <P extends Place>(place: P): P => {
    beforeAll(() => place.begin(), BEGIN_MS);
    afterAll(() => place.end());
    guarantees(place);
    return place;
  };
  describe(`${name} on SQLite`, () => { begun(sqlitePlace()); });
  onPostgres(name, () => { onPostgresAlone(begun(postgresPlace())); });
}
