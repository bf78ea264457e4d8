import { describe, expect, test } from "vitest";
import { frameElementId, unfoldElementId } from "@/components/sheet/frame-acts";
import { rowsOf, stepFrom, stopInstead, type Cell, type Step } from "@/components/sheet/frame-steps";
import { shownTakes } from "@/components/sheet/sheet-view";
import { completed, fixtureOutput, inQueue } from "@/lib/generations/generation-fixture";
import type { Generation, Output } from "@/lib/generations/generation";

const PANE_PX = 1000;
const stop = (take: number, index: number) => frameElementId(fixtureOutput(take, index).id);
const named = (rows: readonly (readonly Cell[])[]) => new Map(rows.flat().map((cell) => [cell.stop, cell]));
const rows = (generations: readonly Generation[], opened: readonly string[] = [], markedOnly = false) => rowsOf(shownTakes(generations, markedOnly, new Set(opened)), markedOnly, PANE_PX);
const withOutputs = (take: number, outputs: Output[], shape: { count: number; width?: number; height?: number }): Generation => ({ ...completed(take), ...shape, outputs });
const frames = (take: number, ...indexes: number[]) => indexes.map((index) => fixtureOutput(take, index));

describe("the keys go through the sheet", () => {
  // Take 3 waits; take 2 has five frames in rows of three and two; take 1 has four, of which the third did not come.
  const sheet = [
    inQueue(3),
    withOutputs(2, frames(2, 1, 2, 3, 4, 5), { count: 5 }),
    withOutputs(1, [...frames(1, 1, 2, 4), { state: "missing", index: 3 }], { count: 4 }),
  ];
  const go = (from: string | null, step: Step) => stepFrom(rows(sheet), from, step);

  test("row by row to the end of a take, and on in the next", () => {
    expect(go(stop(2, 2), "right")).toBe(stop(2, 3));
    expect(go(stop(2, 3), "right")).toBe(stop(2, 4));
    expect(go(stop(2, 5), "right")).toBe(stop(1, 1));
    expect(go(stop(1, 1), "left")).toBe(stop(2, 5));
    expect(go(stop(1, 2), "right")).toBe(stop(1, 4));
  });
  test("up and down to what stands there, past what did not come", () => {
    expect(go(stop(2, 1), "down")).toBe(stop(2, 4));
    expect(go(stop(2, 3), "down")).toBe(stop(2, 5));
    expect(go(stop(2, 5), "down")).toBe(stop(1, 2));
    expect(go(stop(1, 4), "up")).toBe(stop(2, 5));
    expect(go(stop(1, 1), "up")).toBe(stop(2, 4));
  });
  test("to the ends of a row, of the sheet, and from take to take", () => {
    expect([go(stop(2, 2), "rowStart"), go(stop(2, 1), "rowEnd"), go(stop(1, 1), "first"), go(stop(2, 1), "last")]).toEqual([stop(2, 1), stop(2, 3), stop(2, 1), stop(1, 4)]);
    expect([go(stop(2, 5), "takeBelow"), go(stop(1, 4), "takeAbove")]).toEqual([stop(1, 1), stop(2, 1)]);
  });
  test("and stop at its edges", () => {
    expect([go(stop(2, 1), "left"), go(stop(2, 1), "up"), go(stop(1, 4), "right"), go(stop(1, 4), "down"), go(stop(1, 1), "takeBelow")]).toEqual([null, null, null, null, null]);
  });
  test("from nowhere to the first frame", () => {
    expect(go(null, "down")).toBe(stop(2, 1));
    expect(stepFrom([], null, "down")).toBeNull();
  });
  test("frames of other widths are met by what lies nearest", () => {
    const mixed = rows([withOutputs(2, frames(2, 1, 2), { count: 2, width: 1440, height: 2560 }), completed(1)]);
    const [narrow, wide] = [named(mixed).get(stop(2, 2)), named(mixed).get(stop(1, 2))];
    expect(narrow && wide && narrow.to <= wide.from + 180).toBe(true);
    expect(stepFrom(mixed, stop(2, 2), "down")).toBe(stop(1, 2));
  });
});

describe("older takes are one row each", () => {
  const many = Array.from({ length: 12 }, (_, at) => completed(12 - at));
  test("that the keys walk through", () => {
    const sheet = rows(many);
    expect(stepFrom(sheet, stop(3, 4), "right")).toBe(unfoldElementId(completed(2).id));
    expect(stepFrom(sheet, unfoldElementId(completed(2).id), "down")).toBe(unfoldElementId(completed(1).id));
    expect(stepFrom(sheet, unfoldElementId(completed(2).id), "up")).toBe(stop(3, 1));
  });
  test("and an opened one is frames again", () => {
    expect(stepFrom(rows(many, [completed(2).id]), stop(3, 1), "down")).toBe(stop(2, 1));
  });
});

describe("focus is never lost", () => {
  const before = rows([completed(2), completed(1)]);
  test("a frame that is gone gives it to the next, the last one to the one before", () => {
    const without = (take: number, index: number) => rows([2, 1].map((one) => (one === take ? withOutputs(one, completed(one).outputs.map((output) => (output.index === index ? { state: "deleted", index } : output)), { count: 4 }) : completed(one))));
    expect(stopInstead(before, without(2, 2), stop(2, 2))).toBe(stop(2, 3));
    expect(stopInstead(before, without(2, 4), stop(2, 4))).toBe(stop(1, 1));
    expect(stopInstead(before, without(1, 4), stop(1, 4))).toBe(stop(1, 3));
  });
  test("a whole take that is gone gives it to the take below", () => {
    expect(stopInstead(before, rows([completed(1)]), stop(2, 3))).toBe(stop(1, 1));
    expect(stopInstead(before, rows([]), stop(2, 3))).toBeNull();
  });
  test("a take that folds gives it to its row, and one that opens to its first frame", () => {
    const many = Array.from({ length: 11 }, (_, at) => completed(11 - at));
    const [open, folded] = [rows(many, [completed(1).id]), rows(many)];
    expect(stopInstead(open, folded, stop(1, 3))).toBe(unfoldElementId(completed(1).id));
    expect(stopInstead(folded, open, unfoldElementId(completed(1).id))).toBe(stop(1, 1));
  });
  test("a filter that hides it gives it to the nearest that is left", () => {
    const marked = [completed(2), withOutputs(1, completed(1).outputs.map((output) => (output.index === 3 && output.state === "delivered" ? { ...output, markedAt: 1 } : output)), { count: 4 })];
    expect(stopInstead(rows(marked), rows(marked, [], true), stop(2, 2))).toBe(stop(1, 3));
  });
});
