import { availableParallelism, loadavg } from "node:os";
import { chromium, type Browser, type Page } from "playwright";
import { limits } from "@/lib/limits";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { heapBytes, interactionsOf, scrollDown, waitUntil, watchInteractions, type Interaction, type Scrolled } from "@/tests/bench/on-page";
import { servePlainGrid } from "@/tests/bench/plain-grid";
import { seedSheet } from "@/tests/support/seed-sheet";
import { createStudio } from "@/tests/support/studio";

/** A session of 10,000 frames on a processor four times slower, beside a plain lazy grid of the same frames. Needs the production build. */
const TAKES = 1000;
const FRAMES = 10;
const SMALL_TAKES = 100;
const SLOWER = 4;
const SCROLL = { pxPerSecond: 4000, seconds: 5 };
const BARS = { fpsTimes: 8, inpMs: 100, nodes: 500, heapTimes: 1.3 };
const VIEWPORT = { width: 1440, height: 900 };
const LIST = "[data-takes]";
const READ_MS = 120_000;
const POLL_MS = 5000;
/** As high as a sheet is that has let go of what was read long ago, and then some. */
const LET_GO_PX = 20_000;

async function slowed(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

/** Goes to the end again and again, until every take was read. */
async function readAll(page: Page): Promise<void> {
  const until = performance.now() + READ_MS;
  while ((await page.locator('[data-name="Take 1"]').count()) === 0) {
    if (performance.now() > until) throw new Error("not every take was read in time");
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const top = (page: Page) => page.evaluate("new Promise((resolve) => { scrollTo(0, 0); requestAnimationFrame(() => setTimeout(resolve, 500)); })");

async function scrollPlain(browser: Browser, url: string): Promise<Scrolled> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(url, { waitUntil: "networkidle" });
    await slowed(page, SLOWER);
    return await scrollDown(page, { ...SCROLL, list: "main" });
  } finally {
    await page.close();
  }
}

/** What a person does on a sheet. */
async function act(page: Page): Promise<Map<string, Interaction[]>> {
  const acts = new Map<string, Interaction[]>();
  await watchInteractions(page);
  const note = async (what: string, run: () => Promise<void>) => {
    await run();
    acts.set(what, await interactionsOf(page));
  };
  const press = (key: string) => async () => { await page.keyboard.press(key); };
  const picture = (nth: number) => page.locator('[data-name^="Frame "] button[id^="frame-"]').nth(nth);
  await note("a frame is selected", () => picture(1).click({ modifiers: ["ControlOrMeta"] }));
  await note("the next frame", press("ArrowRight"));
  await note("a range", () => picture(6).click({ modifiers: ["Shift"] }));
  await note("a mark", press("p"));
  await note("the next take", press("PageDown"));
  await note("all frames selected", press("ControlOrMeta+a"));
  await note("none selected", press("Escape"));
  await note("the last take", press("ControlOrMeta+End"));
  await note("an older take opened", press("Enter"));
  await note("the first take", press("ControlOrMeta+Home"));
  return acts;
}

type Sheet = { scrolled: Scrolled; marked: Scrolled; heap: number; heapOfAll: number; acts: Map<string, Interaction[]> };

async function useSheet(browser: Browser, url: string): Promise<Sheet> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(url, { waitUntil: "networkidle" });
    await page.mouse.move(900, 500);
    await readAll(page);
    const heapOfAll = await heapBytes(page);
    await top(page);
    await slowed(page, SLOWER);
    const scrolled = await scrollDown(page, { ...SCROLL, list: LIST });
    await top(page);
    const acts = await act(page);
    await slowed(page, 1);
    await page.keyboard.press("Escape");
    await top(page);
    await waitUntil(page, `document.documentElement.scrollHeight < ${LET_GO_PX}`);
    // What was drawn before is held until the next poll draws again.
    await new Promise((resolve) => setTimeout(resolve, limits.sheetIdleMs + POLL_MS));
    const heap = await heapBytes(page);
    await page.goto(`${url}?marked=1`, { waitUntil: "networkidle" });
    await readAll(page);
    await top(page);
    await slowed(page, SLOWER);
    return { scrolled, marked: await scrollDown(page, { ...SCROLL, list: LIST }), heap, heapOfAll, acts };
  } finally {
    await page.close();
  }
}

let missed = 0;
function line(held: boolean, text: string): void {
  if (!held) missed += 1;
  console.log(`${held ? "held  " : "MISSED"}  ${text}`);
}
const mb = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
const told = ({ fps, longestMs, px, nodes, elements }: Scrolled): string => `${fps.toFixed(1)} frames a second over ${Math.round(px)} px, the longest ${longestMs.toFixed(0)} ms; ${nodes} nodes, ${elements} of them elements`;

function report(plain: Scrolled, kind: Scrolled, large: Sheet, smallHeap: number): void {
  console.log(`        plain grid of the pictures: ${told(plain)}`);
  console.log(`        plain grid of the thumbnails: ${told(kind)}`);
  for (const [what, scrolled] of [["the sheet", large.scrolled], ["every frame marked, and only they shown", large.marked]] as const) {
    console.log(`        ${what}: ${told(scrolled)}`);
    line(scrolled.fps >= BARS.fpsTimes * kind.fps, `${what}: ${(scrolled.fps / kind.fps).toFixed(1)} times the frames of the plain grid of the same thumbnails, bar ${BARS.fpsTimes}; ${(scrolled.fps / plain.fps).toFixed(1)} times those of the pictures`);
    line(scrolled.nodes <= BARS.nodes, `${what}: at most ${scrolled.nodes} nodes in the list, bar ${BARS.nodes}`);
  }
  for (const [what, seen] of large.acts) console.log(`        ${String(Math.max(0, ...seen.map(({ ms }) => ms))).padStart(5)} ms  ${what}`);
  const inpMs = Math.max(0, ...[...large.acts.values()].flat().map(({ ms }) => ms));
  line(inpMs <= BARS.inpMs, `the slowest interaction ${inpMs} ms, bar ${BARS.inpMs} (under 16 ms none is told)`);
  line(large.heap <= BARS.heapTimes * smallHeap, `heap ${mb(large.heap)} back at the newest take after all that, ${(large.heap / smallHeap).toFixed(2)} times that of ${SMALL_TAKES * FRAMES} frames (${mb(smallHeap)}), bar ${BARS.heapTimes}`);
  console.log(`        heap ${mb(large.heapOfAll)} at the last take, with every one read`);
  console.log(`        ${availableParallelism()} cores, load ${loadavg().map((load) => load.toFixed(1)).join(" ")}`);
}

async function heapOf(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(url, { waitUntil: "networkidle" });
    await page.mouse.move(900, 500);
    await readAll(page);
    await top(page);
    return await heapBytes(page);
  } finally {
    await page.close();
  }
}

const executablePath = findBrowser();
const studio = await createStudio({});
const browser = await chromium.launch({ args: browserArgs, ...(executablePath ? { executablePath } : {}) });
try {
  await studio.start();
  const large = await seedSheet({ dataDir: studio.dataDir, takes: TAKES, framesOfTake: FRAMES, markEvery: 1, ownFiles: true });
  // Before the small session: it shows the large one's frames alone.
  const plain = await servePlainGrid(studio.dataDir);
  try {
    const small = await seedSheet({ dataDir: studio.dataDir, takes: SMALL_TAKES, framesOfTake: FRAMES, markEvery: 1, ownFiles: true });
    const smallHeap = await heapOf(browser, `${studio.url}/studio/${small.sessionId}`);
    report(await scrollPlain(browser, plain.urlOf("pictures")), await scrollPlain(browser, plain.urlOf("thumbnails")), await useSheet(browser, `${studio.url}/studio/${large.sessionId}`), smallHeap);
  } finally {
    await plain.close();
  }
} finally {
  await browser.close();
  await studio.remove();
}
process.exit(missed === 0 ? 0 : 1);
