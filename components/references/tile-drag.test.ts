import { expect, test } from "vitest";
import { slotAt, slotWhile } from "@/components/references/tile-drag";

const slot = (left: number, top: number) => ({ left, top, width: 64, height: 64 });
const rows = [slot(0, 0), slot(70, 0), slot(140, 0), slot(0, 70), slot(70, 70)];

test("a tile is over the slot whose middle is nearest, in its own row or another", () => {
  expect(slotAt({ x: 100, y: 30 }, rows)).toBe(1);
  expect(slotAt({ x: 40, y: 120 }, rows)).toBe(3);
  expect(slotAt({ x: 900, y: -50 }, rows)).toBe(2);
});

test("those between make room, the others stay, and every slot is taken once", () => {
  const order = (from: number, to: number) => rows.map((_, at) => slotWhile(at, from, to));
  expect(order(0, 2)).toEqual([2, 0, 1, 3, 4]);
  expect(order(3, 1)).toEqual([0, 2, 3, 1, 4]);
  expect(order(2, 2)).toEqual([0, 1, 2, 3, 4]);
});
