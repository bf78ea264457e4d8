import { expect, test } from "vitest";
import { galleryColumns, numberRanges } from "@/lib/shares/gallery";

const of = (count: number, width: number, height: number) => Array.from({ length: count }, () => ({ width, height }));

test("landscape pictures stand two in a row, tall ones three; on a telephone a landscape picture has the whole width", () => {
  expect(galleryColumns(of(4, 16, 9))).toEqual({ wide: 2, narrow: 1 });
  expect(galleryColumns(of(5, 2, 3))).toEqual({ wide: 3, narrow: 2 });
  expect(galleryColumns(of(9, 1, 1))).toEqual({ wide: 3, narrow: 2 });
  expect(galleryColumns(of(2, 9, 16))).toEqual({ wide: 2, narrow: 2 });
  expect(galleryColumns(of(1, 9, 16))).toEqual({ wide: 1, narrow: 1 });
  expect(galleryColumns([])).toEqual({ wide: 1, narrow: 1 });
});

test("neighbouring numbers are told as one range", () => {
  expect(numberRanges([1, 2, 3, 4, 6, 8, 9])).toBe("1-4, 6, 8-9");
  expect(numberRanges([7])).toBe("7");
});
