import { describe, expect, test } from "vitest";
import { completed, fixtureIdentity, fixtureTime, inQueue, sheetOf } from "@/lib/generations/generation-fixture";
import { parseRows } from "@/lib/generations/sheet-answer";
import { deliveredOf, hasTakes, mergeRows, nextPollMs } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";

describe("merging rows", () => {
  test("the newest take stands first, each once", () => {
    const merged = mergeRows([completed(2), completed(1)], [inQueue(3), { ...completed(2), version: 9 }]);
    expect(merged.map(({ take, version }) => [take, version])).toEqual([[3, 3], [2, 9], [1, 1]]);
  });
  test("an older version never replaces a newer one", () => {
    const newer = { ...completed(2), version: 9 };
    expect(mergeRows([newer], [{ ...inQueue(2), version: 8 }])).toEqual([newer]);
  });
  test("an unchanged row stays the same object, so that its take is not drawn again", () => {
    const kept = completed(1);
    expect(mergeRows([kept], [inQueue(2)])[1]).toBe(kept);
  });
});

test("with all that was read deleted a session has takes as long as there are older ones", () => {
  expect(hasTakes(sheetOf())).toBe(false);
  expect(hasTakes({ ...sheetOf(), older: true })).toBe(true);
  expect(hasTakes(sheetOf(completed(1)))).toBe(true);
});

test("a row that cannot be read is told and hides no other", () => {
  const { generations, unreadable } = parseRows([completed(2), { ...completed(1), status: "melted" }, null, inQueue(3)]);
  expect(generations.map(({ take }) => take)).toEqual([2, 3]);
  expect(unreadable).toHaveLength(2);
  expect(unreadable[0]).toContain("status");
});

describe("the next poll", () => {
  test("is soon while a young take is open, slower for an old one", () => {
    expect(nextPollMs(sheetOf(inQueue(2), completed(1)))).toBe(limits.sheetPollMs);
    expect(nextPollMs({ ...sheetOf(inQueue(2)), now: fixtureTime + 60_000 })).toBe(limits.sheetPollSlowMs);
  });
  test("comes rarely once all takes are settled, unclear ones too, and on an empty sheet", () => {
    const unclear = { ...fixtureIdentity(3), status: "unclear" as const, settledAt: fixtureTime };
    expect(nextPollMs(sheetOf(unclear, completed(2), completed(1)))).toBe(limits.sheetIdleMs);
    expect(nextPollMs(sheetOf())).toBe(limits.sheetIdleMs);
  });
});

test("frames that came are the delivered outputs, also while others are still being saved", () => {
  const saving = { ...fixtureIdentity(1), status: "saving" as const, cancel: "none" as const, waiting: "none" as const, outputs: [...deliveredOf(completed(1)).slice(0, 1), { state: "lost" as const, index: 2 }] };
  expect(deliveredOf(saving).map(({ index }) => index)).toEqual([1]);
  expect(deliveredOf(inQueue(1))).toEqual([]);
});
