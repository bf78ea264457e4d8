import { expect, test } from "vitest";
import { gridColumns } from "@/components/lightbox/grid-columns";

const several = (count: number, width: number, height: number) => Array.from({ length: count }, () => ({ width, height }));
const DESK = { width: 1260, height: 720 };
const TELEPHONE = { width: 390, height: 456 };

test("pictures stand where they are largest: beside each other, above each other or two by two", () => {
  expect(gridColumns(several(2, 9, 16), DESK)).toBe(2);
  expect(gridColumns(several(2, 21, 9), DESK)).toBe(1);
  expect(gridColumns(several(4, 16, 9), DESK)).toBe(2);
  expect(gridColumns(several(4, 9, 16), DESK)).toBe(4);
  expect(gridColumns(several(3, 2, 3), DESK)).toBe(3);
  expect(gridColumns(several(2, 16, 9), TELEPHONE)).toBe(1);
  expect(gridColumns(several(2, 9, 16), TELEPHONE)).toBe(2);
});
