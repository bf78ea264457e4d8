import { beforeEach, expect, test } from "vitest";
import { createShownFrame, type Pages } from "@/components/lightbox/shown-frame";

/** A tab's history: entries, where it stands, and Back and Forward as the person presses them. */
function tab(states: unknown[] = [{ page: "studio" }]) {
  const listeners = new Set<(event: { state: unknown }) => void>();
  let at = states.length - 1;
  const go = (step: number) => {
    if (states[at + step] === undefined) return;
    at += step;
    for (const listener of listeners) listener({ state: states[at] });
  };
  const page: Pages = {
    history: {
      get state() { return states[at]; },
      pushState: (state: unknown) => { states.splice(at + 1, states.length, state); at += 1; },
      replaceState: (state: unknown) => { states[at] = state; },
      back: () => go(-1),
    },
    addEventListener: (_type, listener) => listeners.add(listener),
    removeEventListener: (_type, listener) => listeners.delete(listener),
  };
  return { page, go, where: () => at, listeners };
}
let browser: ReturnType<typeof tab>;
let lightbox: ReturnType<typeof createShownFrame>;
beforeEach(() => {
  browser = tab();
  lightbox = createShownFrame(() => browser.page);
  lightbox.start();
});

test("Back closes the lightbox and stays in the studio, however many frames were looked at", () => {
  for (const outputId of ["out_1", "out_2", "out_3"]) lightbox.show(outputId);
  expect([lightbox.shown.get(), browser.where()]).toEqual(["out_3", 1]);
  browser.go(-1);
  expect([lightbox.shown.get(), browser.where()]).toEqual([null, 0]);
});

test("closed by other means it takes its entry along: the next Back leaves as it would have before", () => {
  lightbox.show("out_1");
  lightbox.close();
  expect([lightbox.shown.get(), browser.where()]).toEqual([null, 0]);
  lightbox.close();
  expect(browser.where()).toBe(0);
});

test("opened a second time it has an entry again", () => {
  lightbox.show("out_1");
  lightbox.close();
  lightbox.show("out_2");
  expect(browser.where()).toBe(1);
  browser.go(-1);
  browser.go(1);
  expect(lightbox.shown.get()).toBe("out_2");
});

test("a reload in the lightbox opens it again, and it closes as before", () => {
  lightbox.show("out_1");
  const reloaded = createShownFrame(() => browser.page);
  reloaded.start();
  expect(reloaded.shown.get()).toBe("out_1");
  reloaded.close();
  expect(browser.where()).toBe(0);
});

test("an entry that the router wrote anew closes nothing by itself, and is still taken back", () => {
  lightbox.show("out_1");
  browser.page.history.replaceState({ page: "studio" }, "");
  expect(lightbox.shown.get()).toBe("out_1");
  lightbox.close();
  expect(browser.where()).toBe(0);
});

test("a state that is not ours opens nothing; a stopped one listens no more", () => {
  for (const state of [null, "out_1", { shownFrame: 7 }]) {
    const other = createShownFrame(() => tab([{}, state]).page);
    other.start();
    expect(other.shown.get()).toBeNull();
  }
  const stopped = tab();
  createShownFrame(() => stopped.page).start()();
  expect(stopped.listeners.size).toBe(0);
});
