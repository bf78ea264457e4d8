import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noteScroll, rushing } from "@/components/sheet/scroll-pace";

const FRAME_MS = 16;
let [y, atMs] = [0, 0];
const scroll = (px: number, afterMs = FRAME_MS) => noteScroll((y += px), (atMs += afterMs));

/** The page's next frame: the scroll that it hears of, and then what was asked of it. */
let drawing: ((atMs: number) => void) | null = null;
function drawFrame(): void {
  const draw = drawing;
  drawing = null;
  draw?.(atMs);
}
/** So long nothing is scrolled, and every frame is drawn. */
function rest(ms: number): void {
  for (let passed = 0; passed < ms; passed += FRAME_MS) {
    vi.advanceTimersByTime(FRAME_MS);
    atMs += FRAME_MS;
    drawFrame();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (draw: (atMs: number) => void) => { drawing = draw; });
  // At rest, wherever the last test left the page.
  scroll(0, 1000);
});
afterEach(() => {
  rest(400);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("what goes by slowly is fetched as it comes", () => {
  for (let frame = 0; frame < 10; frame += 1) scroll(12);
  expect(rushing.get()).toBe(false);
});

test("what rushes by is not, until the scroll rests, also after one long jump", () => {
  for (let frame = 0; frame < 10; frame += 1) scroll(64);
  expect(rushing.get()).toBe(true);
  rest(96);
  scroll(-640);
  rest(96);
  expect(rushing.get()).toBe(true);
  rest(400);
  expect(rushing.get()).toBe(false);
  scroll(15_000, 5000);
  expect(rushing.get()).toBe(true);
  rest(400);
  expect(rushing.get()).toBe(false);
});

test("a page that needs longer for a frame than a rest takes is not told that it rests", () => {
  for (let frame = 0; frame < 10; frame += 1) {
    vi.advanceTimersByTime(300);
    scroll(1200, 300);
    drawFrame();
    expect(rushing.get()).toBe(true);
  }
});
