import type { Page } from "playwright";
import { z } from "zod";

/** What is measured in a page, by scripts as text: what a loader adds to a function's source is not there in the page. */

const scrolledSchema = z.object({ fps: z.number(), longestMs: z.number(), px: z.number(), nodes: z.number(), elements: z.number() });
export type Scrolled = z.infer<typeof scrolledSchema>;

/** Scrolls down at a steady speed, whatever the page makes of it, and counts the frames that it draws; and the most nodes of the list at any of them. */
export const scrollDown = async (page: Page, { pxPerSecond, seconds, list }: { pxPerSecond: number; seconds: number; list: string }): Promise<Scrolled> =>
  scrolledSchema.parse(await page.evaluate(`new Promise((resolve) => {
    const list = document.querySelector(${JSON.stringify(list)});
    const count = (what) => {
      const walker = document.createTreeWalker(list, what);
      let nodes = 0;
      while (walker.nextNode()) nodes += 1;
      return nodes;
    };
    const counted = list.querySelectorAll("*").length < 5000;
    const from = { y: scrollY, at: 0 };
    let [frames, last, longestMs, nodes, elements] = [0, 0, 0, 0, 0];
    const step = (now) => {
      if (from.at === 0) from.at = last = now;
      frames += 1;
      longestMs = Math.max(longestMs, now - last);
      last = now;
      if (counted && frames % 8 === 0) {
        nodes = Math.max(nodes, count(NodeFilter.SHOW_ALL));
        elements = Math.max(elements, count(NodeFilter.SHOW_ELEMENT));
      }
      const elapsed = now - from.at;
      if (elapsed >= ${seconds * 1000}) {
        if (!counted) { nodes = count(NodeFilter.SHOW_ALL); elements = count(NodeFilter.SHOW_ELEMENT); }
        return resolve({ fps: (frames - 1) / (elapsed / 1000), longestMs, px: scrollY - from.y, nodes, elements });
      }
      scrollTo(0, from.y + elapsed / 1000 * ${pxPerSecond});
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`));

const WAIT_MS = 60_000;

/** As Playwright's own wait, which a page's policy keeps from reading a condition that is text. */
export async function waitUntil(page: Page, condition: string): Promise<void> {
  const until = performance.now() + WAIT_MS;
  while ((await page.evaluate(`Boolean(${condition})`)) !== true) {
    if (performance.now() > until) throw new Error(`never: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const interactionsSchema = z.array(z.object({ name: z.string(), ms: z.number() }));
export type Interaction = z.infer<typeof interactionsSchema>[number];

/** As the browser itself times events, from the press to what is drawn of it. */
export const watchInteractions = (page: Page): Promise<unknown> => page.evaluate(`(() => {
  const seen = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, name, duration } of list.getEntries()) {
      if (interactionId && duration > (seen.get(interactionId)?.ms ?? 0)) seen.set(interactionId, { name, ms: duration });
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
  window.interactions = () => { const all = [...seen.values()]; seen.clear(); return all; };
})()`);

export const interactionsOf = async (page: Page): Promise<Interaction[]> => {
  // An entry is told once its frame is drawn.
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))))");
  return interactionsSchema.parse(await page.evaluate("window.interactions()"));
};

/** Bytes of the page's own objects that are still in use. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize;
  } finally {
    await session.detach();
  }
}
