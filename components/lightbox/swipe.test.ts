import { expect, test } from "vitest";
import { swipeStep } from "@/components/lightbox/swipe";

const to = (x: number, y: number) => swipeStep({ x: 200, y: 300 }, { x: 200 + x, y: 300 + y });

test("a swipe leftward is the next frame, rightward the one before", () => {
  expect([to(-120, 20), to(120, -20)]).toEqual([1, -1]);
});

test("a tap that slipped and a scroll are no swipe", () => {
  expect([to(-30, 0), to(0, 0), to(-80, 200), to(60, -60)]).toEqual([null, null, null, null]);
});
