import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { limits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import { freeUnmarked, readFreeable, restoreFreed } from "@/lib/server/generations/free-unmarked";
import { markOutputs } from "@/lib/server/generations/mark";
import { postgresPlace, sqlitePlace, type Place } from "@/tests/contracts/support/place";
import { whyNoPostgres } from "@/tests/contracts/support/postgres";
import { sheetGround, type SheetGround } from "@/tests/contracts/support/sheet-ground";
import { newSession, owner } from "@/tests/contracts/support/take-fixture";

const DAY_MS = 24 * 60 * 60_000;
const missing = whyNoPostgres();
describe("room is freed on SQLite", () => { guarantees(sqlitePlace()); });
describe.skipIf(missing !== null)(missing === null ? "room is freed on Postgres" : `room is freed on Postgres: SKIPPED, ${missing}`, () => { guarantees(postgresPlace()); });

function guarantees(place: Place): void {
  let db: Database;
  let ground: SheetGround;
  let sessionId: string;
  beforeAll(() => place.begin(), 60_000);
  afterAll(() => place.end());
  beforeEach(async () => {
    db = await place.open();
    ground = sheetGround(db);
    sessionId = (await newSession(db)).id;
  });
  afterEach(async () => {
    await place.close(db);
    ground.remove();
  });
  const now = () => ground.clock.now();
  const shown = async () => (await db.selectFrom("outputs").select("id").where("deleted_at", "is", null).execute()).map(({ id }) => id).sort();

  test("what each age would free is told; a content that a marked or a younger frame has too stays", async () => {
    const { outputs: [kept = ""] } = await ground.take(sessionId, "abc");
    await markOutputs(db, owner, [kept], true, now());
    ground.clock.pass(40 * DAY_MS);
    await ground.take(sessionId, "bd");
    expect(await readFreeable(db, owner, now())).toEqual([
      { days: 90, count: 0, bytes: 0 }, { days: 30, count: 1, bytes: 1100 }, { days: 7, count: 1, bytes: 1100 }, { days: 0, count: 4, bytes: 3300 },
    ]);
    expect((await readFreeable(db, "ann", now())).map(({ count }) => count)).toEqual([0, 0, 0, 0]);
  });

  test("old unmarked frames go as one deletion, and all of it comes back by its moment", async () => {
    const { outputs: [kept = "", ...old] } = await ground.take(sessionId, "abc");
    await markOutputs(db, owner, [kept], true, now());
    ground.clock.pass(40 * DAY_MS);
    const { outputs: young } = await ground.take(sessionId, "de");
    const before = await shown();
    expect(await freeUnmarked(db, "ann", 0, now())).toBe(0);
    expect(await freeUnmarked(db, owner, 30, now())).toBe(2);
    expect(await shown()).toEqual([kept, ...young].sort());
    const freedAt = now();
    ground.clock.pass(limits.undoMs);
    expect(await restoreFreed(db, "ann", freedAt, now())).toBe(0);
    expect(await restoreFreed(db, owner, freedAt, now())).toBe(old.length);
    expect(await shown()).toEqual(before);
  });

  test("more frames than one step takes go all the same; after its time nothing comes back", async () => {
    for (let nth = 0; nth < 36; nth += 1) {
      // A day's cap pays for some twenty of them.
      if (nth % 18 === 0) ground.clock.pass(DAY_MS);
      await ground.take(sessionId, "abcdefabcdefab");
    }
    expect(await freeUnmarked(db, owner, 0, now())).toBe(504);
    const freedAt = now();
    ground.clock.pass(limits.deletedKeptMs);
    expect(await restoreFreed(db, owner, freedAt, now())).toBe(0);
    expect(await shown()).toEqual([]);
  }, 60_000);
}
