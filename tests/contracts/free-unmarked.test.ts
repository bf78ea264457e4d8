import { expect, test } from "vitest";
import { limits, serverLimits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import { freeUnmarked, readFreeable, restoreFreed } from "@/lib/server/generations/free-unmarked";
import { markOutputs } from "@/lib/server/generations/mark";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { sheetOn, type SheetGround } from "@/tests/contracts/support/sheet-ground";
import { owner } from "@/tests/contracts/support/take-fixture";

const DAY_MS = 24 * 60 * 60_000;
onBothDatabases("room is freed", guarantees);

function guarantees(place: Place): void {
  let db: Database;
  let ground: SheetGround;
  let sessionId: string;
  sheetOn(place, (sheet) => { ({ db, ground, sessionId } = sheet); });
  const now = () => ground.clock.now();
  const shown = async () => (await db.selectFrom("outputs").select("id").where("deleted_at", "is", null).execute()).map(({ id }) => id).sort();

  test("what each age would delete is told, and what that frees: a content that a marked or a younger frame has too stays", async () => {
    const { outputs: [kept = ""] } = await ground.take(sessionId, "abc");
    await markOutputs(db, owner, [kept], true, now());
    ground.clock.pass(40 * DAY_MS);
    await ground.take(sessionId, "bd");
    expect(await readFreeable(db, owner, now())).toEqual([
      { days: 90, count: 0, bytes: 0 }, { days: 30, count: 2, bytes: 1100 }, { days: 7, count: 2, bytes: 1100 }, { days: 0, count: 4, bytes: 3300 },
    ]);
    expect((await readFreeable(db, "ann", now())).map(({ count }) => count)).toEqual([0, 0, 0, 0]);
    expect(await freeUnmarked(db, owner, { days: 30, freedAt: now() }, now)).toBe(2);
    expect(await readFreeable(db, owner, now())).toEqual([
      { days: 90, count: 0, bytes: 0 }, { days: 30, count: 0, bytes: 0 }, { days: 7, count: 0, bytes: 0 }, { days: 0, count: 2, bytes: 2200 },
    ]);
  });

  test("old unmarked frames go as one deletion, and all of it comes back by its moment", async () => {
    const { outputs: [kept = "", ...old] } = await ground.take(sessionId, "abc");
    await markOutputs(db, owner, [kept], true, now());
    ground.clock.pass(40 * DAY_MS);
    const { outputs: young } = await ground.take(sessionId, "de");
    const before = await shown();
    expect(await freeUnmarked(db, "ann", { days: 0, freedAt: now() }, now)).toBe(0);
    expect(await freeUnmarked(db, owner, { days: 30, freedAt: now() }, now)).toBe(2);
    expect(await shown()).toEqual([kept, ...young].sort());
    const freedAt = now();
    ground.clock.pass(limits.undoMs);
    expect(await restoreFreed(db, "ann", freedAt, now())).toBe(0);
    expect(await restoreFreed(db, owner, freedAt, now())).toBe(old.length);
    expect(await shown()).toEqual(before);
  });

  /** More than one step takes. */
  async function manyTakes(): Promise<void> {
    for (let nth = 0; nth < 36; nth += 1) {
      // A day's cap pays for some twenty of them.
      if (nth % 18 === 0) ground.clock.pass(DAY_MS);
      await ground.take(sessionId, "abcdefabcdefab");
    }
  }

  test("what took long and was never answered comes back whole for as long as it is offered; then nothing does", async () => {
    await manyTakes();
    const [before, freedAt] = [await shown(), now()];
    const slow = () => {
      ground.clock.pass(4000);
      return now();
    };
    expect(await freeUnmarked(db, owner, { days: 0, freedAt }, slow)).toBe(504);
    // Sent when its moment was nearly over; then a browser waits for the answer, and offers the way back.
    ground.clock.pass(freedAt + serverLimits.freeingMs + limits.actionMs + limits.undoMs - now());
    await ground.sweep();
    expect(await restoreFreed(db, owner, freedAt, now())).toBe(504);
    expect(await shown()).toEqual(before);

    const again = now();
    expect(await freeUnmarked(db, owner, { days: 0, freedAt: again }, now)).toBe(504);
    ground.clock.pass(serverLimits.freeingMs + limits.deletedKeptMs);
    expect(await restoreFreed(db, owner, again, now())).toBeNull();
    expect(await shown()).toEqual([]);
    await ground.sweep();
    expect((await db.selectFrom("outputs").select("id").where("erased", "=", 1).execute()).length).toBeGreaterThan(0);
  }, 60_000);

  test("it ends before the browser stops waiting, and does not begin after that", async () => {
    await manyTakes();
    const freedAt = now();
    let asked = 0;
    const stuck = () => {
      asked += 1;
      if (asked === 3) ground.clock.pass(serverLimits.freeingMs);
      return now();
    };
    expect(await freeUnmarked(db, owner, { days: 0, freedAt }, stuck)).toBe(limits.framesAtOnce);
    expect(await shown()).toHaveLength(4);
    expect(await freeUnmarked(db, owner, { days: 0, freedAt }, now)).toBeNull();
    expect(await shown()).toHaveLength(4);
    expect(await restoreFreed(db, owner, freedAt, now())).toBe(limits.framesAtOnce);
  }, 60_000);

  test("where nothing had gone, nothing comes back, and it is not too late", async () => {
    await ground.take(sessionId, "ab");
    expect(await restoreFreed(db, owner, now(), now())).toBe(0);
    expect(serverLimits.freeingMs).toBeLessThan(limits.actionMs);
    expect(limits.deletedKeptMs).toBeGreaterThanOrEqual(limits.actionMs + limits.undoMs);
  });
}
