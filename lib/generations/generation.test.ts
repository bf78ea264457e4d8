import { describe, expect, test } from "vitest";
import { canMove, frameName, isCancellable, isSettled, openStatuses, outputsOf } from "@/lib/generations/generation";
import { completed, fixtureIdentity, inQueue } from "@/lib/generations/generation-fixture";
import { generationSchema, generationStatusSchema } from "@/lib/generations/generation-schema";

const statuses = generationStatusSchema.options;
const reachable = (from: string): Set<string> => {
  const seen = new Set<string>();
  const open = statuses.filter((status) => status === from);
  for (let status = open.pop(); status; status = open.pop()) {
    for (const next of statuses) {
      if (!canMove(status, next) || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
};

describe("the life cycle", () => {
  test("every status is reached from the first, and every open one leads to an end", () => {
    expect([...reachable("submitting")].sort()).toEqual(statuses.filter((status) => status !== "submitting").sort());
    for (const status of openStatuses) expect([...reachable(status)].some((end) => isSettled({ status: statuses.find((one) => one === end) ?? "submitting" }))).toBe(true);
  });
  test("what has ended stays: only late news moves an unclear take", () => {
    const moving = statuses.filter((status) => isSettled({ status }) && statuses.some((next) => canMove(status, next)));
    expect(moving).toEqual(["unclear"]);
    expect(statuses.filter((next) => canMove("unclear", next))).toEqual(["in_queue", "failed"]);
  });
  test("nothing goes back to submitting: that would send it twice", () => {
    expect(statuses.filter((status) => canMove(status, "submitting"))).toEqual([]);
  });
  test("what is being saved is paid for: it neither fails nor is cancelled", () => {
    expect(statuses.filter((next) => canMove("saving", next))).toEqual(["completed"]);
  });
  test("the tracker follows exactly what is not settled", () => {
    expect(openStatuses).toEqual(["submitting", "in_queue", "in_progress", "saving"]);
  });
});

test("a cancel can be asked for only while nothing has begun, and once", () => {
  expect(isCancellable(inQueue(1))).toBe(true);
  expect(isCancellable({ ...inQueue(1), cancel: "asked" })).toBe(false);
  expect(isCancellable({ ...fixtureIdentity(1), status: "submitting", cancel: "none", waiting: "none" })).toBe(true);
  expect(isCancellable({ ...fixtureIdentity(1), status: "in_progress", cancel: "none", waiting: "none", startedAt: 1 })).toBe(false);
  expect(isCancellable(completed(1))).toBe(false);
});

test("only a take that brings frames has frames", () => {
  expect(outputsOf(inQueue(1))).toEqual([]);
  expect(outputsOf(completed(1))).toHaveLength(4);
  expect(frameName(6, 2)).toBe("6-2");
});

test("a state without what it must carry is no generation", () => {
  expect(generationSchema.safeParse(completed(1)).success).toBe(true);
  const { settledAt: _settledAt, ...unsettled } = completed(1);
  for (const bad of [unsettled, { ...inQueue(1), status: "failed", settledAt: 1 }, { ...inQueue(1), status: "in_progress" }, { ...completed(1), status: "done" }]) {
    expect(generationSchema.safeParse(bad).success).toBe(false);
  }
});
