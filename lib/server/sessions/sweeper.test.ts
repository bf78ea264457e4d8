import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "@/lib/server/db/database";
import { migrate } from "@/lib/server/db/migrate";
import { openSqlite } from "@/lib/server/db/sqlite";
import { startSweeper } from "@/lib/server/sessions/sweeper";
import { createFiles } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";
import { limits } from "@/lib/limits";
import { listeningLog } from "@/tests/contracts/support/take-fixture";

let folder: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sweeper-"));
  db = openSqlite(path.join(folder, "test.db"));
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});
const depsWith = (storageOf: (kind: Storage["kind"]) => Storage | null) => {
  const listening = listeningLog();
  return { listening, deps: { db, files: createFiles(folder), storageOf, now: () => Date.now(), log: listening.log } };
};

test("a look that fails is logged, and ends neither the sweeper nor its stop", async () => {
  // Not migrated: every look fails.
  const { deps, listening } = depsWith(() => null);
  const sweeper = startSweeper(deps);
  await expect.poll(() => listening.of("sweeper.failed").length).toBe(1);
  await sweeper.stop();
});

test("a storage that does not answer never keeps the process from closing", async () => {
  await migrate(db);
  await db.insertInto("discarded_files").values({ storage: "uploadthing", file_key: "k", attempts: 0, due_at: 0 }).execute();
  let isAsked = false;
  const silent: Storage = {
    kind: "uploadthing",
    publicUrl: () => ({ ok: true, value: "" }),
    read: async () => ({ ok: false, error: { code: "unavailable" } }),
    put: async () => ({ ok: false, error: { code: "unavailable" } }),
    remove: () => {
      isAsked = true;
      return new Promise(() => {});
    },
  };
  const sweeper = startSweeper(depsWith(() => silent).deps);
  await expect.poll(() => isAsked).toBe(true);
  const startedMs = performance.now();
  await sweeper.stop();
  expect(performance.now() - startedMs).toBeLessThan(limits.closeMs / 2);
  expect(await db.selectFrom("discarded_files").select("file_key").execute()).toEqual([{ file_key: "k" }]);
});
