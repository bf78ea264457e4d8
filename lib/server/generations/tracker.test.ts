import { afterEach, beforeEach, expect, test } from "vitest";
import { limits } from "@/lib/limits";
import type { GenerationStore } from "@/lib/server/generations/store";
import { generationStore } from "@/lib/server/generations/store";
import { startTracker, type Tracker } from "@/lib/server/generations/tracker";
import { openFollower, type Follower } from "@/tests/contracts/support/follower";
import { acceptedTake } from "@/tests/contracts/support/take-fixture";
import { gate } from "@/tests/support/gate";

let bench: Follower;
let trackers: Tracker[];
beforeEach(async () => {
  bench = await openFollower();
  trackers = [];
});
afterEach(async () => {
  await Promise.all(trackers.map((tracker) => tracker.stop()));
  await bench.close();
});

const later = () => bench.clock.now() + 60_000;
function track(advance: (id: string) => Promise<number>, store: GenerationStore = bench.store): Tracker {
  const tracker = startTracker({ store, advance, now: bench.clock.now, log: bench.listening.log });
  trackers.push(tracker);
  return tracker;
}
const newTake = async () => (await acceptedTake(bench.db, bench.clock.now)).id;

test("what is due is stepped, and not again before its time", async () => {
  const id = await newTake();
  const stepped: string[] = [];
  const tracker = track(async (one) => { stepped.push(one); return later(); });
  await expect.poll(() => stepped).toEqual([id]);
  await expect.poll(async () => (await bench.row(id)).lease_holder).toBeNull();
  tracker.wake();
  bench.clock.pass(60_001);
  tracker.wake();
  await expect.poll(() => stepped).toEqual([id, id]);
});

test("a wake finds a new take at once", async () => {
  const stepped: string[] = [];
  const tracker = track(async (one) => { stepped.push(one); return later(); });
  const id = await newTake();
  tracker.wake();
  await expect.poll(() => stepped).toEqual([id]);
});

test("two trackers never step one row at the same time", async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, newTake));
  const under = new Set<string>();
  const done: string[] = [];
  const step = async (id: string) => {
    if (under.has(id)) throw new Error("twice at once");
    under.add(id);
    await bench.row(id);
    under.delete(id);
    done.push(id);
    return later();
  };
  track(step);
  track(step, generationStore(bench.db, "another"));
  await expect.poll(() => [...done].sort()).toEqual([...ids].sort());
  expect(bench.listening.of("tracker.step_failed")).toEqual([]);
});

test("a step that throws is logged, and its row looked at again only after a while", async () => {
  const id = await newTake();
  track(async () => { throw new Error("broken row"); });
  await expect.poll(async () => (await bench.row(id)).due_at).toBe(bench.clock.now() + limits.leaseMs);
  expect(bench.listening.of("tracker.step_failed")).toMatchObject([{ id, error: "Error: broken row" }]);
});

test("a slow step does not keep others waiting", async () => {
  const slow = await newTake();
  const door = gate();
  const stepped: string[] = [];
  const tracker = track(async (one) => {
    if (one === slow) await door.passed;
    stepped.push(one);
    return later();
  });
  await expect.poll(async () => (await bench.row(slow)).lease_holder).toBe("tracker");
  const quick = await newTake();
  tracker.wake();
  await expect.poll(() => stepped).toEqual([quick]);
  door.open();
  await expect.poll(() => stepped).toEqual([quick, slow]);
});

test("stop waits for the step under way, and its row is free afterwards", async () => {
  const id = await newTake();
  const [begun, door] = [gate(), gate()];
  const tracker = track(async () => { begun.open(); await door.passed; return later(); });
  await begun.passed;
  let stopped = false;
  const stopping = tracker.stop().then(() => { stopped = true; });
  await bench.row(id);
  expect(stopped).toBe(false);
  door.open();
  await stopping;
  expect((await bench.row(id)).lease_holder).toBeNull();
  await newTake();
});

test("rows of a process that is dead for certain are taken over at once", async () => {
  const id = await newTake();
  const { hostname } = await import("node:os");
  // Process ids end far below this on every system.
  await generationStore(bench.db, `${hostname()}/4194999/abc`).claimDue(bench.clock.now(), 1);
  const stepped: string[] = [];
  track(async (one) => { stepped.push(one); return later(); });
  await expect.poll(() => stepped).toEqual([id]);
});

test("rows of a process elsewhere are left to it until their lease ends", async () => {
  const id = await newTake();
  await generationStore(bench.db, "elsewhere/1/abc").claimDue(bench.clock.now(), 1);
  const stepped: string[] = [];
  const tracker = track(async (one) => { stepped.push(one); return later(); });
  const other = await newTake();
  tracker.wake();
  await expect.poll(() => stepped).toEqual([other]);
  bench.clock.pass(limits.leaseMs + 1);
  tracker.wake();
  await expect.poll(() => stepped).toEqual([other, id]);
});

test("a database that fails for a round costs a round", async () => {
  const id = await newTake();
  let failures = 2;
  const store: GenerationStore = {
    ...bench.store,
    claimDue: async (now, limit) => {
      failures -= 1;
      if (failures >= 0) throw new Error("connection lost");
      return bench.store.claimDue(now, limit);
    },
  };
  const stepped: string[] = [];
  const tracker = track(async (one) => { stepped.push(one); return later(); }, store);
  await expect.poll(() => { tracker.wake(); return stepped; }).toEqual([id]);
  expect(bench.listening.of("tracker.round_failed")).toHaveLength(2);
});

test("a database that fails at the start costs a round, not the tracker", async () => {
  const id = await newTake();
  const stepped: string[] = [];
  let failures = 1;
  const holders = () => (failures-- > 0 ? Promise.reject(new Error("not yet")) : bench.store.holders());
  const tracker = track(async (one) => { stepped.push(one); return later(); }, { ...bench.store, holders });
  tracker.wake();
  await expect.poll(() => stepped, { timeout: 5000 }).toEqual([id]);
});

test("a row is not stepped a second time while its first step is under way, though its lease ran out (a suspend)", async () => {
  await newTake();
  const held = gate();
  let steps = 0;
  const tracker = track(async () => { steps += 1; await held.passed; return later(); });
  await expect.poll(() => steps).toBe(1);
  bench.clock.pass(10 * limits.leaseMs);
  tracker.wake();
  await newTake();
  tracker.wake();
  await expect.poll(() => steps).toBe(2);
  held.open();
});
