import { describe, expect, test, vi } from "vitest";
import { arrivalsBetween, arrivalsText, spokenText, withNews } from "@/components/sheet/arrivals";
import { dayBreaks } from "@/components/sheet/days";
import { frameAlt } from "@/components/sheet/frame-text";
import { completed, fixtureTime, inQueue } from "@/lib/generations/generation-fixture";
import { english, korean } from "@/tests/support/languages";

test("a frame's alt text tells position and prompt, shortened by whole letters", () => {
  expect(frameAlt(english, { count: 4, prompt: "cups  at\nnight" }, 2)).toBe("2 of 4: cups at night");
  expect([...frameAlt(english, { count: 4, prompt: "🍊".repeat(500) }, 1)].length).toBeLessThan(180);
  expect(frameAlt(english, { count: 1, prompt: "cups" }, 2)).toBe("2 of 2: cups");
});

describe("days", () => {
  const at = (iso: string) => ({ createdAt: Date.parse(iso) });
  const now = Date.parse("2026-11-21T10:00:00Z");
  test("divide takes where the day changes; today needs no name", () => {
    const takes = [at("2026-11-21T09:00:00Z"), at("2026-11-20T23:00:00Z"), at("2026-11-20T01:00:00Z"), at("2026-11-02T01:00:00Z")];
    expect(dayBreaks(english, takes, now, "UTC")).toEqual([null, "Yesterday", null, "2 November 2026"]);
    expect(dayBreaks(korean, takes, now, "UTC")).toEqual([null, "어제", null, "2026년 11월 2일"]);
  });
  test("are the reader's, not the server's", () => {
    vi.stubEnv("TZ", "Asia/Seoul");
    expect(dayBreaks(english, [at("2026-11-20T23:00:00Z")], now, "reader's")).toEqual([null]);
    expect(dayBreaks(english, [at("2026-11-02T23:00:00Z")], now, "reader's")).toEqual(["3 November 2026"]);
    vi.unstubAllEnvs();
    expect(dayBreaks(english, [at("2026-11-20T23:00:00Z")], now, "UTC")).toEqual(["Yesterday"]);
  });
  test("a sheet whose newest take is old begins with its day", () => {
    expect(dayBreaks(english, [at("2026-11-02T01:00:00Z")], now, "UTC")).toEqual(["2 November 2026"]);
  });
});

describe("arrivals", () => {
  test("are the takes that ended between two looks", () => {
    const before = [inQueue(3), inQueue(2), completed(1)];
    const failed = { ...inQueue(3), status: "failed" as const, settledAt: fixtureTime, reason: { code: "unreachable" as const } };
    expect(arrivalsBetween(before, [inQueue(4), failed, completed(2), completed(1)]).map((arrival) => spokenText(english, arrival))).toEqual([
      "Take 3 failed.",
      "Take 2 is ready: 4 of 4 frames.",
    ]);
  });
  test("are named together, each by how it ended; too many only counted", () => {
    const ended = (...takes: number[]) => arrivalsBetween(takes.map(inQueue), takes.map((take) => completed(take)));
    const [failed] = arrivalsBetween([inQueue(9)], [{ ...inQueue(9), status: "failed", settledAt: fixtureTime, reason: { code: "unreachable" } }]);
    expect(arrivalsText(english, ended(2))).toBe("Take 2 is ready");
    expect(arrivalsText(english, ended(3, 2))).toBe("Takes 2 and 3 are ready");
    expect(arrivalsText(english, [...(failed ? [failed] : []), ...ended(4, 3, 2)])).toBe("Takes 2, 3 and 4 are ready, take 9 failed");
    expect(arrivalsText(english, ended(2, 3, 4, 5, 6))).toBe("5 takes are ready");
  });
  test("stay unseen beside newer ones, and are told once each", () => {
    const [second, third] = [2, 3].map((take) => arrivalsBetween([inQueue(take)], [completed(take)]));
    const unseen = withNews(second ?? [], third ?? []);
    expect(unseen.map(({ take }) => take)).toEqual([3, 2]);
    expect(withNews(unseen, second ?? []).map(({ take }) => take)).toEqual([2, 3]);
  });
  test("what was settled at the first look is no news", () => {
    expect(arrivalsBetween([], [completed(1)])).toEqual([]);
  });
});
