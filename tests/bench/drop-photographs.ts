import type { Browser, CDPSession, Page } from "playwright";
import { z } from "zod";
import { longTasksIn, traceCategories, type LongTask } from "@/tests/bench/main-thread";
import type { Photograph } from "@/tests/bench/photographs";

const resultSchema = z.object({
  /** When each began, and how long it was. */
  longTasks: z.array(z.object({ atMs: z.number(), ms: z.number() })),
  /** From the drop: fit for the model, and a reference. */
  files: z.array(z.object({ name: z.string(), fitMs: z.number(), storedMs: z.number() })),
});
/** `longTasks` as the page is told of them; `traced` are those of `TRACED_MS` and more, with the time that they had a core. */
export type Dropped = z.infer<typeof resultSchema> & { traced: LongTask[] };

const TRACED_MS = 20;

const READY_MS = 30_000;
const STORED_MS = 240_000;
const MIDDLE = { x: 900, y: 400 };
const COPY = 1;

/** As text: what a loader adds to a function's source is not there in the page. Notes when a tile first had each state. */
const WATCH = `(() => {
  const longTasks = [];
  const seen = new Map();
  new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: "longtask" });
  const look = () => {
    for (const tile of document.querySelectorAll("[data-tile]")) {
      const states = seen.get(tile.title) ?? {};
      states[tile.dataset.state] ??= performance.now();
      seen.set(tile.title, states);
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] });
  let droppedAt = 0;
  addEventListener("drop", () => { droppedAt = performance.now(); }, true);
  window.photographs = () => ({
    longTasks: longTasks.filter(({ startTime, duration }) => startTime + duration >= droppedAt).map(({ startTime, duration }) => ({ atMs: startTime - droppedAt, ms: duration })),
    files: [...seen].map(([name, { prepared = Infinity, waiting = Infinity, uploading, stored }]) => ({ name, fitMs: Math.min(prepared, waiting, uploading) - droppedAt, storedMs: stored - droppedAt })),
  });
})()`;

/** The browser's own drag of real files: the page has them as it has a person's. */
async function drag(page: Page, input: CDPSession, files: string[]): Promise<void> {
  const data = { items: [], files, dragOperationsMask: COPY };
  const send = (type: "dragEnter" | "dragOver" | "drop") => input.send("Input.dispatchDragEvent", { type, ...MIDDLE, data });
  await send("dragEnter");
  const until = performance.now() + READY_MS;
  while (!(await page.getByText("Drop to add references").isVisible())) {
    if (performance.now() > until) throw new Error("the page takes no drag");
    await send("dragOver");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await page.evaluate(WATCH);
  await send("drop");
}

/** All at once on a page that has seen no file before, until each is a reference. */
export async function dropPhotographs(browser: Browser, url: string, photographs: readonly Photograph[]): Promise<Dropped> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(url, { waitUntil: "networkidle" });
    await browser.startTracing(page, { categories: traceCategories });
    await drag(page, await page.context().newCDPSession(page), photographs.map(({ place }) => place));
    const ended = page.locator('[data-tile][data-state="stored"], [data-tile][data-state="failed"]');
    const until = performance.now() + STORED_MS;
    while ((await ended.count()) < photographs.length) {
      if (performance.now() > until) throw new Error("not all were stored in time");
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const told = resultSchema.parse(await page.evaluate("window.photographs()"));
    return { ...told, traced: longTasksIn(await browser.stopTracing(), TRACED_MS) };
  } finally {
    await page.close();
  }
}
