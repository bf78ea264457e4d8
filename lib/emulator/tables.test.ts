import Database from "better-sqlite3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "@/lib/emulator/store";
import { layTables, STEPS } from "@/lib/emulator/tables";

test("a folder of the first version is read: its requests are groups, its errors are texts", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "emulator-"));
  const old = new Database(join(dataDir, "emulator.sqlite"));
  old.exec(STEPS[0] ?? "");
  old.prepare(`INSERT INTO requests (id, model_id, prompt, frames, width, height, optimize, seed_words, reference_hashes, price_micro_usd, status, error, created_at, finished_at)
    VALUES ('old', 'a/model', 'at dusk', 2, 640, 360, 'fast', 'words', '[]', 60000, 'failed', 'It said "no".', 1, 2)`).run();
  old.close();
  const store = openStore(dataDir, 0, { openRequests: 1, keptMs: 1000 });
  expect(store.find("old", 10)).toMatchObject({ product: "group", frames: 2, error: 'It said "no".', token_hash: null, input: {} });
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test("laying the tables again changes nothing", () => {
  const db = new Database(":memory:");
  const schema = () => JSON.stringify(db.prepare("SELECT sql FROM sqlite_schema ORDER BY name").all());
  layTables(db);
  const once = schema();
  layTables(db);
  expect(schema()).toBe(once);
  expect(db.pragma("user_version", { simple: true })).toBe(STEPS.length);
  db.close();
});
