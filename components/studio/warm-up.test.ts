import { expect, test, vi } from "vitest";
import { warmUp } from "@/components/studio/warm-up";

const now = (run: () => void) => run();

test("nothing is loaded before a sign of a person, and everything once after it", async () => {
  const page = new EventTarget();
  const load = vi.fn(async () => undefined);
  warmUp(page, [load], now);
  expect(load).not.toHaveBeenCalled();
  page.dispatchEvent(new Event("pointermove"));
  page.dispatchEvent(new Event("keydown"));
  await vi.waitFor(() => expect(load).toHaveBeenCalledOnce());
});

test("what cannot be loaded keeps nothing else from it", async () => {
  const page = new EventTarget();
  const next = vi.fn(async () => undefined);
  warmUp(page, [() => Promise.reject(new Error("no network")), next], now);
  page.dispatchEvent(new Event("pointerdown"));
  await vi.waitFor(() => expect(next).toHaveBeenCalledOnce());
});

test("a page that was left loads nothing", () => {
  const page = new EventTarget();
  const load = vi.fn(async () => undefined);
  warmUp(page, [load], now)();
  page.dispatchEvent(new Event("keydown"));
  expect(load).not.toHaveBeenCalled();
});
