import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addressOf, createShownFrame, shownIn, type Pages } from "@/components/lightbox/shown-frame";

type Entry = { state: unknown; href: string };
const STUDIO = "http://studio.test/studio/ses_1?marked=1";

/** A tab's history: entries, where it stands, and Back and Forward as the person presses them. */
function tab(entries: Entry[] = [{ state: { page: "studio" }, href: STUDIO }]) {
  const listeners = new Set<(event: { state: unknown }) => void>();
  let at = entries.length - 1;
  let writes = 0;
  const here = () => entries[at] ?? { state: null, href: STUDIO };
  const go = (step: number) => {
    if (entries[at + step] === undefined) return;
    at += step;
    for (const listener of listeners) listener({ state: here().state });
  };
  const absolute = (url: string | URL | null | undefined) => new URL(url ?? here().href, here().href).href;
  const page: Pages = {
    location: { get href() { return here().href; } },
    history: {
      get state() { return here().state; },
      pushState: (state: unknown, _title, url) => { entries.splice(at + 1, entries.length, { state, href: absolute(url) }); at += 1; },
      replaceState: (state: unknown, _title, url) => { entries[at] = { state, href: absolute(url) }; writes += 1; },
      back: () => go(-1),
    },
    addEventListener: (_type, listener) => listeners.add(listener),
    removeEventListener: (_type, listener) => listeners.delete(listener),
  };
  return { page, go, where: () => at, href: () => here().href, writes: () => writes, listeners };
}
let browser: ReturnType<typeof tab>;
let lightbox: ReturnType<typeof createShownFrame>;
const name = () => lightbox.shown.get()?.name ?? null;

beforeEach(() => {
  vi.useFakeTimers();
  browser = tab();
  lightbox = createShownFrame(() => browser.page);
  lightbox.start();
});
afterEach(() => vi.useRealTimers());

test("Back closes the lightbox and stays in the studio, however many frames were looked at", () => {
  for (const frame of ["6-1", "6-2", "5-1"]) lightbox.show(frame);
  expect([name(), browser.where()]).toEqual(["5-1", 1]);
  browser.go(-1);
  expect([name(), browser.where(), browser.href()]).toEqual([null, 0, STUDIO]);
});

test("closed by other means it takes its entry along: the next Back leaves as it would have before", () => {
  lightbox.show("6-1");
  lightbox.close();
  expect([name(), browser.where()]).toEqual([null, 0]);
  lightbox.close();
  expect(browser.where()).toBe(0);
});

test("opened a second time it has an entry again, and Forward opens it", () => {
  lightbox.show("6-1");
  lightbox.close();
  lightbox.show("6-2");
  expect(browser.where()).toBe(1);
  browser.go(-1);
  browser.go(1);
  expect(name()).toBe("6-2");
});

test("the address names the frame and what it is compared with, and keeps what else it says", () => {
  lightbox.show("6-1");
  expect(browser.href()).toBe(`${STUDIO}&frame=6-1`);
  lightbox.show("6-2", ["image-1"]);
  vi.runAllTimers();
  expect(browser.href()).toBe(`${STUDIO}&frame=6-2&beside=image-1`);
});

test("a key that is held changes the address once, not with every frame", () => {
  for (let take = 1; take <= 50; take += 1) lightbox.show(`${take}-1`);
  vi.runAllTimers();
  expect([browser.writes(), browser.href()]).toEqual([1, `${STUDIO}&frame=50-1`]);
});

test("what is written late is not written after it was closed", () => {
  lightbox.show("6-1");
  lightbox.show("6-2");
  lightbox.close();
  vi.runAllTimers();
  expect(browser.href()).toBe(STUDIO);
});

test("a copied address opens its frame, and closes without leaving the studio", () => {
  browser = tab([{ state: { page: "elsewhere" }, href: "http://studio.test/" }, { state: null, href: `${STUDIO}&frame=6-2` }]);
  const opened = createShownFrame(() => browser.page);
  opened.start();
  expect(opened.shown.get()).toEqual({ name: "6-2", beside: [] });
  opened.close();
  expect([opened.shown.get(), browser.where(), browser.href()]).toEqual([null, 1, STUDIO]);
});

test("a reload in the lightbox opens it again, and it closes as before", () => {
  lightbox.show("6-1", ["6-2", "5-1"]);
  const reloaded = createShownFrame(() => browser.page);
  reloaded.start();
  expect(reloaded.shown.get()).toEqual({ name: "6-1", beside: ["6-2", "5-1"] });
  reloaded.close();
  expect(browser.where()).toBe(0);
});

test("a step after a rest stands in the address at once, as a reload would read it; steps in a row are written when they rest", () => {
  lightbox.show("6-1");
  vi.advanceTimersByTime(1000);
  lightbox.show("6-2", ["6-1"]);
  expect(shownIn(browser.href())).toEqual({ name: "6-2", beside: ["6-1"] });
  const written = browser.writes();
  for (const frame of ["6-3", "6-4", "6-5"]) lightbox.show(frame);
  expect(browser.writes()).toBe(written);
  vi.advanceTimersByTime(1000);
  expect(shownIn(browser.href())?.name).toBe("6-5");
});

test("an entry that the router wrote anew closes nothing by itself, and is still taken back", () => {
  lightbox.show("6-1");
  browser.page.history.replaceState({ page: "studio" }, "", browser.href());
  expect(name()).toBe("6-1");
  lightbox.close();
  expect(browser.where()).toBe(0);
});

test("each entry has a state of its own, as the router writes into it", () => {
  lightbox.show("6-1");
  const first: unknown = browser.page.history.state;
  lightbox.close();
  lightbox.show("6-2");
  expect(browser.page.history.state).toEqual(first);
  expect(browser.page.history.state).not.toBe(first);
});

test("an address that is not ours opens nothing; a stopped one listens no more", () => {
  for (const query of ["", "?frame=", "?frame=6", "?frame=../../x", "?frame=1234567-1"]) expect(shownIn(`http://studio.test/studio/ses_1${query}`)).toBeNull();
  expect(shownIn("http://studio.test/?frame=6-2&beside=6-3.x.image-1.5-1.5-2.5-3")?.beside).toEqual(["6-3", "image-1", "5-1"]);
  expect(addressOf("http://studio.test/studio/ses_1?frame=6-2#top", null)).toBe("/studio/ses_1#top");
  const stopped = tab();
  createShownFrame(() => stopped.page).start()();
  expect(stopped.listeners.size).toBe(0);
});
