import { expect, test } from "vitest";
import { centred, placesOf, thumbHeightPx, windowOf } from "@/components/lightbox/filmstrip-window";

const strip = (takes: number, perTake: number, ratio = 16 / 9) =>
  placesOf(Array.from({ length: takes * perTake }, (_, at) => ({ ratio, takeId: `gen_${Math.floor(at / perTake)}` })));

test("of ten thousand frames some thirty are drawn, wherever one stands", () => {
  const { places, total } = strip(2500, 4);
  for (const scrollLeft of [0, total / 3, total / 2, total - 1200]) {
    const { from, to } = windowOf(places, scrollLeft, 1200);
    expect(to - from).toBeLessThan(30);
    const [first, last] = [places[from], places[to - 1]];
    expect(first !== undefined && last !== undefined && (first.left <= scrollLeft && last.left + last.width >= Math.min(total, scrollLeft + 1200))).toBe(true);
  }
});

test("frames stand beside each other without overlap, and a take begins after a wider gap", () => {
  const { places, total } = strip(3, 2);
  for (const [at, place] of places.entries()) {
    const before = places[at - 1];
    if (before) expect(place.left - (before.left + before.width)).toBe(place.newTake ? 25 : 6);
  }
  expect(places.map(({ newTake }) => newTake)).toEqual([false, false, true, false, true, false]);
  expect(total).toBe((places.at(-1)?.left ?? 0) + (places.at(-1)?.width ?? 0));
});

test("a very wide or very narrow frame keeps a width that can be seen and pressed", () => {
  const width = (ratio: number) => strip(1, 1, ratio).places[0]?.width;
  expect([width(21 / 9), width(1), width(1 / 4)]).toEqual([116, thumbHeightPx, 34]);
});

test("the shown frame is scrolled to the middle, but not before the beginning", () => {
  expect(centred({ left: 5000, width: 100 }, 1000)).toBe(4550);
  expect(centred({ left: 40, width: 100 }, 1000)).toBe(0);
  expect(windowOf([], 0, 1000)).toEqual({ from: 0, to: 0 });
});
