import { availableParallelism, loadavg } from "node:os";
import { chromium, type Page } from "playwright";
import { z } from "zod";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { lighthouseOf, type Scores } from "@/tests/bench/lighthouse";
import { waitUntil } from "@/tests/bench/on-page";
import { serveEmptyPage } from "@/tests/bench/empty-page";
import { seedShare } from "@/tests/support/seed-share";
import { seedSheet } from "@/tests/support/seed-sheet";
import { samples, StudioPage } from "@/tests/support/story";
import { createStudio, freePort } from "@/tests/support/studio";

/**
 * Whether anything moves from the click to the last frame; and Lighthouse of the studio and of a share, beside an empty page of
 * the same framework. Needs the production build. Words behind the command name the pages, where not all are wanted.
 */
const BARS = { shift: 0.01, accessibility: 100 };
const STUDIO = { performance: 95, bytes: Infinity };
const SHARE = { performance: 98, bytes: 600_000 };
const RUNS = 5;
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((word) => name.includes(word));
const looks = ["mobile", "desktop"] as const;

let missed = 0;
function line(held: boolean, text: string): void {
  if (!held) missed += 1;
  console.log(`${held ? "held  " : "MISSED"}  ${text}`);
}

/** `own`: the press itself moved it, within half a second, which CLS leaves out: on a telephone the composer folds. */
const WATCH = `window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value, startTime, hadRecentInput, sources }) =>
  ({ value, atMs: startTime, own: hadRecentInput, of: (sources ?? []).map(({ node }) => node?.nodeName + "." + (node?.className ?? "")).slice(0, 3).join(", ") })))).observe({ type: "layout-shift", buffered: false });`;
const shiftsSchema = z.array(z.object({ value: z.number(), atMs: z.number(), own: z.boolean(), of: z.string() }));

async function shiftsOfTake(page: Page, url: string, viewport: { width: number; height: number }): Promise<z.infer<typeof shiftsSchema>> {
  await page.setViewportSize(viewport);
  const person = await new StudioPage(page, { url }).open();
  await page.goto(`${url}/`, { waitUntil: "networkidle" });
  await person.add(samples("cups"));
  await person.prompt.fill("Generate 4 images of the cups in image 1, colder light each time");
  await person.prompt.blur();
  await page.waitForLoadState("networkidle");
  await page.evaluate(WATCH);
  await person.generate.click();
  await person.expectTake(1, "completed", 120_000);
  await waitUntil(page, "[...document.querySelectorAll('article img')].every((image) => image.complete)");
  await page.evaluate("new Promise((resolve) => setTimeout(resolve, 500))");
  return shiftsSchema.parse(await page.evaluate("window.shifts"));
}

async function benchShifts(url: string): Promise<void> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({ args: browserArgs, ...(executablePath ? { executablePath } : {}) });
  try {
    for (const [name, viewport] of [["desktop", { width: 1440, height: 900 }], ["phone", { width: 390, height: 844 }]] as const) {
      // A session of its own: each context has its cookie, and the studio the newest session.
      const context = await browser.newContext();
      const page = await context.newPage();
      const shifts = await shiftsOfTake(page, url, viewport);
      for (const { value, atMs, own, of } of shifts) console.log(`        ${value.toFixed(4)} at ${atMs.toFixed(0)} ms${own ? ", by the press" : ""}: ${of}`);
      const sum = shifts.reduce((all, { value, own }) => all + (own ? 0 : value), 0);
      line(sum < BARS.shift, `${name}: what moved from the click to the last frame ${sum.toFixed(4)}, bar ${BARS.shift}`);
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

const told = ({ performance, accessibility, firstPaintMs, largestPaintMs, blockedMs, shift, bytes }: Scores): string =>
  `performance ${performance}, accessibility ${accessibility}; first paint ${firstPaintMs.toFixed(0)} ms, largest ${largestPaintMs.toFixed(0)} ms, blocked ${blockedMs.toFixed(0)} ms, shift ${shift.toFixed(3)}; ${Math.round(bytes / 1000)} KB`;

const empty = await serveEmptyPage();
try {
  const pages: { name: string; url: string; look: (typeof looks)[number]; bar: typeof STUDIO }[] = [];
  const studio = await createStudio({});
  const open = await createStudio({ STUDIO_ACCESS: "open" });
  try {
    await studio.start();
    await open.start();
    if (isWanted("shift")) await benchShifts(open.url);
    const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 30, framesOfTake: 6, markEvery: 5, ownFiles: true, photographs: true });
    const few = await seedSheet({ dataDir: studio.dataDir, takes: 3, framesOfTake: 5, ownFiles: true, photographs: true });
    const share = seedShare({ dataDir: studio.dataDir, sessionId: few.sessionId, message: "Fifteen readings of one table.", sender: "Ann", shows: { prompt: true } });
    const all = [
      { name: "empty page", url: empty.url, bar: STUDIO }, { name: "first visit", url: `${open.url}/`, bar: STUDIO }, { name: "30 takes", url: `${studio.url}/studio/${sessionId}`, bar: STUDIO },
      { name: "library", url: `${studio.url}/library`, bar: STUDIO }, { name: "share of 15", url: `${studio.url}/share/${share}`, bar: SHARE },
    ];
    for (const look of looks) pages.push(...all.map((page) => ({ ...page, look })).filter(({ name }) => isWanted(`${look} ${name}`)));
    for (const { name, url, look, bar } of pages) {
      const { median, failed } = await lighthouseOf(url, look, RUNS, await freePort());
      const text = `${look}, ${name}: ${told(median)}`;
      if (name === "empty page") console.log(`        ${text}`);
      else line(median.performance >= bar.performance && median.accessibility >= BARS.accessibility && median.bytes <= bar.bytes, text);
      for (const audit of failed) console.log(`          ${audit}`);
    }
  } finally {
    await studio.remove();
    await open.remove();
  }
} finally {
  await empty.close();
}
console.log(`        ${availableParallelism()} cores, load ${loadavg().map((load) => load.toFixed(1)).join(" ")}`);
process.exit(missed === 0 ? 0 : 1);
