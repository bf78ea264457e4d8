import { describe, expect, test } from "vitest";
import { shownTakes } from "@/components/sheet/sheet-view";
import { drawnStretch, firstView, isCovered, lookedAt, piecesOf, stretchIn, topsOf, type Plan, type Seen } from "@/components/sheet/take-window";
import { completed } from "@/lib/generations/generation-fixture";
import { limits } from "@/lib/limits";

const TAKES = 1000;
const takes = shownTakes(Array.from({ length: TAKES }, (_, at) => completed(TAKES - at)), false, new Set());
const plan: Plan = { takes, days: takes.map(() => null), markedOnly: false };
const WINDOW_PX = 900;
const seenAt = (fromPx: number, more: Partial<Seen> = {}): Seen => ({ paneWidth: 1000, fromPx, toPx: fromPx + WINDOW_PX, down: true, measured: new Map(), ...more });
const tops = topsOf(plan, firstView);
const foldedFrom = tops[limits.wholeTakes] ?? 0;

describe("a sheet of a thousand takes", () => {
  test("draws some twenty of its rows wherever it is scrolled to, and all that are in view", () => {
    for (const fromPx of [0, foldedFrom, foldedFrom + 20_000, (tops.at(-1) ?? 0) - WINDOW_PX]) {
      const { stretch } = lookedAt(firstView, plan, seenAt(fromPx));
      if (!stretch) throw new Error("nothing is drawn");
      expect(tops[stretch.from]).toBeLessThanOrEqual(fromPx);
      expect(tops[stretch.to]).toBeGreaterThanOrEqual(fromPx + WINDOW_PX);
      expect(stretch.to - stretch.from).toBeLessThanOrEqual(18);
    }
  });
  test("is as high drawn as it is whole: what is not drawn is there as a space", () => {
    const { stretch } = lookedAt(firstView, plan, seenAt(30_000));
    if (!stretch) throw new Error("nothing is drawn");
    const pieces = piecesOf(tops, stretch, [0, TAKES - 1, TAKES, -1]);
    const drawn = pieces.flatMap((piece) => (piece.kind === "take" ? [piece.at] : []));
    expect([drawn[0], drawn.at(-1)]).toEqual([0, TAKES - 1]);
    const heightPx = pieces.reduce((sum, piece) => sum + (piece.kind === "space" ? piece.heightPx : (tops[piece.at + 1] ?? 0) - (tops[piece.at] ?? 0)), 0);
    expect(heightPx).toBeCloseTo(tops.at(-1) ?? 0, 3);
    expect(pieces.filter(({ kind }) => kind === "space")).toHaveLength(2);
  });
  test("draws anew only when the scroll comes near the last that is drawn", () => {
    const view = lookedAt(firstView, plan, seenAt(30_000));
    expect(isCovered(tops, view, seenAt(30_100))).toBe(true);
    expect(isCovered(tops, view, seenAt(30_400))).toBe(false);
    expect(lookedAt(view, plan, seenAt(30_000))).toBe(view);
  });
  test("draws more of where the scroll goes", () => {
    const down = lookedAt(firstView, plan, seenAt(30_000));
    const up = lookedAt(firstView, plan, seenAt(30_000, { down: false }));
    expect(down.stretch?.to).toBeGreaterThan(up.stretch?.to ?? Infinity);
    expect(down.stretch?.from).toBeGreaterThan(up.stretch?.from ?? Infinity);
  });
  test("keeps what a take measured for when it is out of view, and forgets it in another width", () => {
    const guessedPx = (tops[1] ?? 0) - (tops[0] ?? 0);
    const view = lookedAt(firstView, plan, seenAt(0, { measured: new Map([[0, guessedPx + 40], [1, guessedPx + 0.2]]) }));
    expect([...view.heights.values()]).toEqual([guessedPx + 40]);
    expect(topsOf(plan, view)[1]).toBe(guessedPx + 40);
    expect(lookedAt(view, plan, seenAt(0, { paneWidth: 700 })).heights.size).toBe(0);
  });
});

test("the server draws the beginning, which is more than a window", () => {
  const { from, to } = drawnStretch(tops, firstView);
  expect(from).toBe(0);
  expect(tops[to]).toBeGreaterThan(WINDOW_PX);
  expect(to).toBeLessThanOrEqual(limits.wholeTakes);
});

test("a day that begins with a take has its room above it", () => {
  const days = takes.map((_, at) => (at === 20 ? "Yesterday" : null));
  expect((topsOf({ ...plan, days }, firstView).at(-1) ?? 0) - (tops.at(-1) ?? 0)).toBe(37);
});

test("a sheet without a take has nothing to draw", () => {
  expect(stretchIn([0], 0, 900)).toEqual({ from: 0, to: 0 });
  expect(piecesOf([0], { from: 0, to: 0 }, [])).toEqual([]);
});
