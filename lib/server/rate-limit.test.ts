import { expect, test } from "vitest";
import { rateLimit, unlimited } from "@/lib/server/rate-limit";
import { handClock } from "@/tests/contracts/support/take-fixture";

test("all callers share one pace, and none has to catch up after a pause", async () => {
  const clock = handClock(0);
  const waits: number[] = [];
  const limit = rateLimit(5, clock.now, async (ms) => { waits.push(ms); });
  for (let call = 0; call < 4; call += 1) await limit.take();
  expect(waits).toEqual([0, 200, 400, 600]);
  clock.pass(10_000);
  await limit.take();
  await limit.take();
  expect(waits.slice(4)).toEqual([0, 200]);
});

test("unlimited waits for nothing", async () => {
  await expect(unlimited.take()).resolves.toBeUndefined();
});
