import { describe, expect, test } from "vitest";
import { stripCaption, stripGap, stripLayout, stripRules } from "@/lib/generations/strip";

const sizes = {
  "21:9": { width: 3024, height: 1296 },
  "16:9": { width: 2560, height: 1440 },
  "3:2": { width: 2496, height: 1664 },
  "4:3": { width: 2304, height: 1728 },
  "1:1": { width: 2048, height: 2048 },
  "3:4": { width: 1728, height: 2304 },
  "2:3": { width: 1664, height: 2496 },
  "9:16": { width: 1440, height: 2560 },
} as const;

const heightOf = (layout: { rows: number; cellHeight: number }) =>
  layout.rows * (layout.cellHeight + stripCaption) + (layout.rows - 1) * stripGap;

describe("the table", () => {
  const table = [
    [360, [2, 2, 2, 2, 3, 3, 3, 3]],
    [479, [2, 2, 2, 2, 3, 3, 3, 3]],
    [480, [2, 3, 3, 3, 4, 4, 4, 5]],
    [899, [2, 3, 3, 3, 4, 4, 4, 5]],
    [900, [3, 4, 4, 5, 5, 6, 6, 7]],
    [1399, [3, 4, 4, 5, 5, 6, 6, 7]],
    [1400, [4, 5, 5, 6, 7, 8, 8, 9]],
  ] as const;
  test.each(table)("a pane of %i holds the table's columns in every ratio", (paneWidth, columns) => {
    // Twice the columns fill two whole rows (one on a wide pane, where two could be over 640 high): balancing changes nothing.
    const found = Object.values(sizes).map((size, at) => {
      const count = (columns[at] ?? 0) * (paneWidth < 900 ? 2 : 1);
      return stripLayout({ paneWidth, count, ...size }).columns;
    });
    expect(found).toEqual(columns);
  });

  test("a size that the table does not name takes the nearest ratio", () => {
    expect(stripLayout({ paneWidth: 1000, count: 4, width: 2048, height: 1152 }).columns).toBe(4);
    expect(stripLayout({ paneWidth: 1000, count: 5, width: 1080, height: 1000 }).columns).toBe(5);
  });

  test("on a phone up to three 21:9 frames stand one under another, four stand in pairs", () => {
    for (const count of [1, 2, 3]) expect(stripLayout({ paneWidth: 350, count, ...sizes["21:9"] }).columns).toBe(1);
    expect(stripLayout({ paneWidth: 350, count: 4, ...sizes["21:9"] }).columns).toBe(2);
  });
});

test("five frames in four columns are 3 + 2 and do not grow", () => {
  const five = stripLayout({ paneWidth: 1000, count: 5, ...sizes["16:9"] });
  const four = stripLayout({ paneWidth: 1000, count: 4, ...sizes["16:9"] });
  expect(five).toMatchObject({ columns: 3, rows: 2 });
  expect(four).toMatchObject({ columns: 4, rows: 1, cellWidth: 245.5 });
  expect(five.cellWidth).toBe(four.cellWidth);
});

test("a phone does not balance: five frames in three columns are 3 + 2, four are 3 + 1", () => {
  expect(stripLayout({ paneWidth: 360, count: 4, ...sizes["1:1"] })).toMatchObject({ columns: 3, rows: 2 });
});

describe("one or two frames", () => {
  test("take half the pane each, and never more than 320 in height", () => {
    expect(stripLayout({ paneWidth: 800, count: 2, ...sizes["16:9"] })).toEqual({ columns: 2, rows: 1, cellWidth: 397, cellHeight: (397 * 9) / 16 });
    expect(stripLayout({ paneWidth: 1600, count: 2, ...sizes["1:1"] }).cellHeight).toBe(320);
    expect(stripLayout({ paneWidth: 1000, count: 1, ...sizes["9:16"] }).cellWidth).toBe(180);
  });
  test("one frame on a phone takes its width, and never more than 440 in height", () => {
    expect(stripLayout({ paneWidth: 358, count: 1, ...sizes["16:9"] }).cellWidth).toBe(358);
    expect(stripLayout({ paneWidth: 358, count: 1, ...sizes["9:16"] })).toMatchObject({ cellWidth: 247.5, cellHeight: 440 });
    expect(stripLayout({ paneWidth: 358, count: 2, ...sizes["16:9"] }).cellWidth).toBe(176);
  });
});

describe("every width, count and ratio", () => {
  const widths = Array.from({ length: 300 }, (_, step) => 300 + step * 7.3);
  const counts = Array.from({ length: 15 }, (_, at) => at + 1);
  const every = Object.values(sizes).flatMap((size) => counts.flatMap((count) => widths.map((paneWidth) => ({ paneWidth, count, ...size }))));

  test("a row is never wider than the pane", () => {
    const wide = every.filter((shape) => {
      const { columns, cellWidth } = stripLayout(shape);
      return columns * cellWidth + (columns - 1) * stripGap > shape.paneWidth + 0.001;
    });
    expect(wide).toEqual([]);
  });

  test("rows hold every frame, and none is empty", () => {
    const wrong = every.filter((shape) => {
      const { columns, rows } = stripLayout(shape);
      return columns * rows < shape.count || columns * (rows - 1) >= shape.count;
    });
    expect(wrong).toEqual([]);
  });

  test("a wide strip is over 640 high only where a further column would be under 116", () => {
    const high = every.filter((shape) => shape.paneWidth >= 900 && shape.count > 2).filter((shape) => {
      const layout = stripLayout(shape);
      const rule = stripRules(shape).findLast(({ atLeast, over }) => shape.paneWidth >= atLeast && shape.paneWidth > over);
      const tracks = rule?.tracks ?? 0;
      return heightOf(layout) > 640.001 && (shape.paneWidth - stripGap * tracks) / (tracks + 1) >= 116;
    });
    expect(high).toEqual([]);
  });

  test("no column is added before it is needed", () => {
    const early = every.filter((shape) => shape.paneWidth >= 900 && shape.count > 2).filter((shape) => {
      const rule = stripRules(shape).findLast(({ atLeast, over }) => shape.paneWidth >= atLeast && shape.paneWidth > over);
      const fewer = stripRules(shape).find(({ tracks, atLeast }) => tracks === (rule?.tracks ?? 0) - 1 && atLeast === rule?.atLeast);
      if (!fewer) return false;
      const cellWidth = (shape.paneWidth - stripGap * (fewer.tracks - 1)) / fewer.tracks;
      return heightOf({ rows: Math.ceil(shape.count / fewer.tracks), cellHeight: (cellWidth * shape.height) / shape.width }) <= 640;
    });
    expect(early).toEqual([]);
  });
});
