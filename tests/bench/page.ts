import { availableParallelism, loadavg } from "node:os";
import { chromium, type Page } from "playwright";
import { z } from "zod";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { lighthouseOf, type Scores } from "@/tests/bench/lighthouse";
import { waitUntil } from "@/tests/bench/on-page";
import { serveEmptyPage } from "@/tests/bench/empty-page";
import { seedSheet } from "@/tests/support/seed-sheet";
import { samples, StudioPage } from "@/tests/support/story";
import { createStudio, freePort } from "@/tests/support/studio";

/** Whether anything moves from the click to the last frame; and Lighthouse of the studio, beside an empty page of the same framework. Needs the production build. */
const BARS = { shift: 0.01, performance: 95, accessibility: 100 };
const RUNS = 5;
const looks = ["mobile", "desktop"] as const;

let missed = 0;
function line(held: boolean, text: string): void {
  if (!held) missed += 1;
  console.log(`${held ? "held  " : "MISSED"}  ${text}`);
}

/** Every shift counts, also what follows a click within half a second. */
const WATCH = `window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value, startTime, sources }) =>
  ({ value, atMs: startTime, of: (sources ?? []).map(({ node }) => node?.nodeName + "." + (node?.className ?? "")).slice(0, 3).join(", ") })))).observe({ type: "layout-shift", buffered: false });`;
const shiftsSchema = z.array(z.object({ value: z.number(), atMs: z.number(), of: z.string() }));

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
      for (const { value, atMs, of } of shifts) console.log(`        ${value.toFixed(4)} at ${atMs.toFixed(0)} ms: ${of}`);
      const sum = shifts.reduce((all, { value }) => all + value, 0);
      line(sum < BARS.shift, `${name}: what moved from the click to the last frame ${sum.toFixed(4)}, bar ${BARS.shift}`);
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

const told = ({ performance, accessibility, firstPaintMs, largestPaintMs, blockedMs, shift }: Scores): string =>
  `performance ${performance}, accessibility ${accessibility}; first paint ${firstPaintMs.toFixed(0)} ms, largest ${largestPaintMs.toFixed(0)} ms, blocked ${blockedMs.toFixed(0)} ms, shift ${shift.toFixed(3)}`;

const empty = await serveEmptyPage();
try {
  const pages: { name: string; url: string; look: (typeof looks)[number] }[] = [];
  const studio = await createStudio({});
  const open = await createStudio({ STUDIO_ACCESS: "open" });
  try {
    await studio.start();
    await open.start();
    await benchShifts(open.url);
    const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 30, framesOfTake: 6, markEvery: 5, ownFiles: true });
    for (const look of looks) {
      pages.push({ name: "empty page", url: empty.url, look }, { name: "first visit", url: `${open.url}/`, look }, { name: "30 takes", url: `${studio.url}/studio/${sessionId}`, look }, { name: "library", url: `${studio.url}/library`, look });
    }
    for (const { name, url, look } of pages) {
      const { median, failed } = await lighthouseOf(url, look, RUNS, await freePort());
      const text = `${look}, ${name}: ${told(median)}`;
      if (name === "empty page") console.log(`        ${text}`);
      else line(median.performance >= BARS.performance && median.accessibility >= BARS.accessibility, text);
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
