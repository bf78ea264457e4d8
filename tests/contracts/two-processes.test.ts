import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database, Tables } from "@/lib/server/db/database";
import { migrate } from "@/lib/server/db/migrate";
import { openSqlite } from "@/lib/server/db/sqlite";
import { accept } from "@/lib/server/generations/accept";
import { generationStore } from "@/lib/server/generations/store";
import { referenceStore } from "@/lib/server/references/store";
import { acceptDeps, acceptedTake, click, goodDraft, newSession, owner, referenceFixture, start } from "@/tests/contracts/support/take-fixture";

/**
 * Another process writes to the same SQLite file right after our first statement. A transaction that began by reading has
 * then an old picture of the file and may write no more; one that began by writing had the file to itself.
 */
let folder: string;
let db: Database;
let other: SQLite.Database;
let interfere: (() => void) | null = null;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "sheet-two-"));
  const file = path.join(folder, "test.db");
  const first = openSqlite(file);
  await migrate(first);
  await first.destroy();
  // No patience: who holds the file is this very process, waiting would be for ever.
  other = new SQLite(file, { timeout: 0 });
  const connection = new SQLite(file, { timeout: 0 });
  db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: connection }),
    log: ({ query }) => {
      // "begin" alone reads nothing yet.
      if (!connection.inTransaction || query.sql === "begin") return;
      const act = interfere;
      interfere = null;
      act?.();
    },
  });
});
afterEach(async () => {
  await db.destroy();
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

let tries: string[] = [];
/** A write of the other process after the first statement inside our next transaction. */
function interfereOnce() {
  tries = [];
  interfere = () => {
    try {
      other.prepare("UPDATE budget_days SET held_micro_usd = held_micro_usd + 1").run();
      tries.push("written");
    } catch (error) {
      tries.push(error instanceof Error && "code" in error ? String(error.code) : "");
    }
  };
}
const now = () => start;

test("a submit is taken although another process writes in the middle of it", async () => {
  await acceptedTake(db, now);
  const command = { sessionId: (await newSession(db)).id, idempotencyKey: click(), draft: await goodDraft(db) };
  interfereOnce();
  expect((await accept(acceptDeps(db, now), owner, command)).ok).toBe(true);
  expect(tries).toEqual(["SQLITE_BUSY"]);
});

test("so are a step, a cancel and a reference", async () => {
  const row = await acceptedTake(db, now);
  const store = generationStore(db, "a");
  await store.claimDue(start, 10);
  interfereOnce();
  expect(await store.askCancel(row)).toBe(true);
  expect(tries).toEqual(["SQLITE_BUSY"]);
  interfereOnce();
  expect(await store.move(row, "in_queue", { request_id: "r" }, start)).toBe(true);
  expect(tries).toEqual(["SQLITE_BUSY"]);
  const references = referenceStore(db);
  await references.openUpload({ tile_id: "t", owner_id: owner, session_id: "s", name: "n", source_json: null, other_way_of: null, created_at: start });
  interfereOnce();
  const reference = referenceFixture();
  expect(await references.setReference("t", reference, start)).toEqual(reference);
  expect(tries).toEqual(["SQLITE_BUSY"]);
});
