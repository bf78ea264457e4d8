import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { parseAnswer } from "@/lib/generations/sheet-answer";
import { serverLimits } from "@/lib/limits";
import { modelById } from "@/lib/models/catalog";
import type { Database } from "@/lib/server/db/database";
import { migrate } from "@/lib/server/db/migrate";
import { openSqlite } from "@/lib/server/db/sqlite";
import { markOutputs } from "@/lib/server/generations/mark";
import { readPrompts } from "@/lib/server/generations/prompt-history";
import { readSheet, readSheetPage } from "@/lib/server/generations/read-sheet";
import { readUsualTimes } from "@/lib/server/generations/usual";
import { createFiles } from "@/lib/server/storage/files";
import { readStorageUsed } from "@/lib/server/storage/used";
import { listeningLog, owner } from "@/tests/contracts/support/take-fixture";
import { seedSheet, type Seeded } from "@/tests/support/seed-sheet";

const TAKES = 1000;
const FRAMES = 10;
/** Far above what a read takes (some milliseconds), far below what a scan of the whole library for each row would. */
const SLOW_MS = 1500;

describe("a session of 10,000 frames", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sheet-large-"));
  let db: Database;
  let seeded: Seeded;
  const asked: CompiledQuery[] = [];
  beforeAll(async () => {
    db = openSqlite(path.join(folder, "contact-sheet.db"));
    await migrate(db);
    seeded = await seedSheet({ dataDir: folder, takes: TAKES, framesOfTake: FRAMES, markEvery: 50, ownerId: owner });
    const execute = db.getExecutor();
    const executeQuery = execute.executeQuery.bind(execute);
    Object.assign(execute, { executeQuery: (query: CompiledQuery) => { asked.push(query); return executeQuery(query); } });
  }, 60_000);
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  const deps = () => ({ db, files: createFiles(folder), modelOf: modelById, log: listeningLog().log });
  const page = async (before: number | null, marked = false) => {
    const answer = await readSheetPage(deps(), owner, seeded.sessionId, { before, marked, limit: serverLimits.olderTakes });
    if (answer === null) throw new Error("no page");
    return answer;
  };
  async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    const value = await work();
    const ms = performance.now() - from;
    console.log(`${what}: ${ms.toFixed(1)} ms`);
    expect(ms, what).toBeLessThan(SLOW_MS);
    return value;
  }

  test("is read page by page, each take once, and each page parses row by row", async () => {
    await page(null);
    const seen: number[] = [];
    let before: number | null = null;
    for (let pages = 0; pages < 30; pages += 1) {
      const answer: Awaited<ReturnType<typeof page>> = await (pages % 10 === 0 ? timed(`page before ${before ?? "all"}`, () => page(before)) : page(before));
      const engine = { engine: "demo", pricePerOutputMicroUsd: 0, spentTodayMicroUsd: 0, capPerDayMicroUsd: 0 };
      const json = JSON.stringify({ ...answer, engine, usual: [], build: "b", now: 1 });
      const parsed = parseAnswer(JSON.parse(json));
      expect(parsed.unreadable).toEqual([]);
      seen.push(...parsed.generations.map(({ take }) => take));
      before = parsed.generations.at(-1)?.take ?? null;
      if (!answer.older) break;
    }
    expect(seen).toEqual(Array.from({ length: TAKES }, (_, at) => TAKES - at));
    expect((await page(null)).counts).toEqual({ takes: TAKES, frames: seeded.frames, marked: seeded.marked });
  });
  test("tells one change of it at once, and its marked frames alone", async () => {
    const version = (await page(null)).version;
    const [output] = (await db.selectFrom("outputs").select("id").limit(1).execute());
    await timed("a mark", () => markOutputs(db, owner, [output?.id ?? ""], true, 1));
    const news = await timed("what changed since", () => readSheet(deps(), owner, seeded.sessionId, version));
    expect(news?.generations).toHaveLength(1);
    expect((await timed("marked takes", () => page(null, true))).generations).toHaveLength(serverLimits.olderTakes);
    await timed("usual times", () => readUsualTimes({ db, engine: "demo", modelId: "bytedance/seedream-4-0/edit-sequential", now: () => 1 }));
    expect((await timed("earlier prompts", () => readPrompts(db, owner, { search: "", cursor: null }))).prompts).toHaveLength(3);
    expect((await timed("storage used", () => readStorageUsed(db, owner))).frames.count).toBe(seeded.frames);
  });
  test("no read of the sheet scans a whole table", async () => {
    asked.length = 0;
    await page(500);
    await page(500, true);
    await readSheet(deps(), owner, seeded.sessionId, TAKES - 5);
    expect(asked.length).toBeGreaterThan(8);
    const plans: string[] = [];
    for (const query of [...asked]) {
      const { rows } = await db.executeQuery(CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]));
      plans.push(...z.array(z.object({ detail: z.string() })).parse(rows).map(({ detail }) => detail));
    }
    expect(plans).toContainEqual(expect.stringMatching(/^SEARCH generations USING INDEX generations_by_version/));
    expect(plans.filter((plan) => /^SCAN/.test(plan))).toEqual([]);
  });
});
