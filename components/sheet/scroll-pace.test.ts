import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noteScroll, rushing } from "@/components/sheet/scroll-pace";

const FRAME_MS = 16;
let [y, atMs] = [0, 0];
const scroll = (px: number, afterMs = FRAME_MS) => noteScroll((y += px), (atMs += afterMs));

beforeEach(() => {
  vi.useFakeTimers();
  // At rest, wherever the last test left the page.
  scroll(0, 1000);
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

test("what goes by slowly is fetched as it comes", () => {
  for (let frame = 0; frame < 10; frame += 1) scroll(12);
  expect(rushing.get()).toBe(false);
});

test("what rushes by is not, until the scroll rests, also after one long jump", () => {
  for (let frame = 0; frame < 10; frame += 1) scroll(64);
  expect(rushing.get()).toBe(true);
  vi.advanceTimersByTime(100);
  scroll(64);
  vi.advanceTimersByTime(100);
  expect(rushing.get()).toBe(true);
  vi.advanceTimersByTime(20);
  expect(rushing.get()).toBe(false);
  scroll(15_000, 5000);
  expect(rushing.get()).toBe(true);
  vi.advanceTimersByTime(120);
  expect(rushing.get()).toBe(false);
});
