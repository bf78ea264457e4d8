import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Page } from "playwright";
import sharp from "sharp";
import { z } from "zod";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { createStudio } from "@/tests/support/studio";

/** Ten photographs of 12 megapixels, all lying on their side, dropped at once on the production build. */
const COUNT = 10;
const [WIDTH, HEIGHT] = [4032, 3024];
const BAR_MS = 50;
const ALL_MS = 120_000;

/** With grain, each its own: as large as a telephone's, and none like another. */
async function photograph(nth: number): Promise<Buffer> {
  const pixels = await sharp("public/samples/cups.jpg").rotate(nth * 0.1).resize(WIDTH, HEIGHT, { fit: "cover" }).removeAlpha().raw().toBuffer();
  let state = 2_463_534_242 + nth;
  for (let at = 0; at < pixels.length; at += 3) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const grain = (state & 7) - 4;
    for (const channel of [0, 1, 2]) pixels[at + channel] = Math.min(255, Math.max(0, (pixels[at + channel] ?? 0) + grain));
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).withMetadata({ orientation: 6 }).jpeg({ quality: 90 }).toBuffer();
}

const timesSchema = z.object({ tasksMs: z.array(z.number()), readyMs: z.array(z.number()), storedMs: z.array(z.number()) });

/** Dragged in as from another window; until it is taken, a person's drag tells where it is all the time. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const input = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: COPY };
  const send = (type: "dragEnter" | "dragOver" | "drop") => input.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
  await send("dragEnter");
  for (let told = 0; told < 20; told += 1) {
    await send("dragOver");
    await page.waitForTimeout(100);
  }
  await send("drop");
}
const COPY = 1;

/** Watches the tiles and the main thread from the drop on. */
async function dropped(page: Page, files: readonly string[]): Promise<z.infer<typeof timesSchema>> {
  const watched = page.evaluate(async ({ count, mostMs }) => {
    const began = await new Promise<number>((resolve) => { addEventListener("drop", () => { resolve(performance.now()); }, { capture: true, once: true }); });
    const tasksMs: number[] = [];
    const observer = new PerformanceObserver((list) => { tasksMs.push(...list.getEntries().map(({ duration }) => duration)); });
    observer.observe({ type: "longtask" });
    const [ready, stored] = [new Map<string, number>(), new Map<string, number>()];
    while (stored.size < count && performance.now() - began < mostMs) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      for (const { dataset: { state = "" }, title } of document.querySelectorAll<HTMLElement>('[data-state][role="group"]')) {
        if (!["preparing", "failed"].includes(state) && !ready.has(title)) ready.set(title, performance.now() - began);
        if (state === "stored" && !stored.has(title)) stored.set(title, performance.now() - began);
      }
    }
    observer.disconnect();
    return { tasksMs, readyMs: [...ready.values()], storedMs: [...stored.values()] };
  }, { count: COUNT, mostMs: ALL_MS });
  await drop(page, files);
  return timesSchema.parse(await watched);
}

/** What no pipeline can do without: the browser's own decode and encode, one after the other. */
async function alone(page: Page, files: readonly string[]): Promise<number[]> {
  await page.evaluate(() => {
    const input = document.body.appendChild(Object.assign(document.createElement("input"), { type: "file", multiple: true, hidden: true }));
    input.dataset.bench = "";
  });
  await page.locator("input[data-bench]").setInputFiles([...files]);
  return z.array(z.number()).parse(await page.evaluate(async () => {
    const times: number[] = [];
    for (const file of document.querySelector<HTMLInputElement>("input[data-bench]")?.files ?? []) {
      const began = performance.now();
      const bitmap = await createImageBitmap(file);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext("2d", { willReadFrequently: true })?.drawImage(bitmap, 0, 0);
      await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
      bitmap.close();
      times.push(performance.now() - began);
    }
    return times;
  }));
}

const traceSchema = z.object({
  traceEvents: z.array(z.object({ name: z.string(), pid: z.number(), tid: z.number(), dur: z.number().optional(), tdur: z.number().optional(), args: z.looseObject({ name: z.unknown().optional() }).optional() })),
});

/** Of the page's main threads: how long each task took by the clock, and how much of that a processor worked for it, in ms. */
function tasksOf(trace: Buffer): { clockMs: number; workMs: number }[] {
  const { traceEvents } = traceSchema.parse(JSON.parse(trace.toString()));
  const mains = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`));
  return traceEvents.filter(({ name, pid, tid }) => name === "RunTask" && mains.has(`${pid} ${tid}`)).map(({ dur = 0, tdur = 0 }) => ({ clockMs: dur / 1000, workMs: tdur / 1000 }));
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const folder = mkdtempSync(path.join(tmpdir(), "ten-photographs-"));
const studio = await createStudio({});
const executablePath = findBrowser();
const browser = await chromium.launch({ args: browserArgs, ...(executablePath ? { executablePath } : {}) });
try {
  const files: string[] = [];
  for (let nth = 0; nth < COUNT; nth += 1) {
    const file = path.join(folder, `photograph-${nth}.jpg`);
    writeFileSync(file, await photograph(nth));
    files.push(file);
  }
  await studio.start();
  const page = await browser.newPage();
  await page.goto(studio.url);
  await page.waitForURL(/\/studio\/ses_/);
  await page.waitForLoadState("networkidle");
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "__metadata"] });
  const { tasksMs, readyMs, storedMs } = await dropped(page, files);
  const traced = tasksOf(await browser.stopTracing());
  const aloneMs = await alone(page, files);
  readyMs.toSorted((a, b) => a - b).forEach((ms, at) => console.log(`photograph ${at + 1}: made to fit after ${seconds(ms)}; decode and encode alone ${seconds(aloneMs[at] ?? 0)}`));
  console.log(`in all: made to fit ${seconds(Math.max(...readyMs))}, stored ${seconds(Math.max(...storedMs))}; decode and encode alone, one after the other, ${seconds(sum(aloneMs))}`);
  console.log(`main-thread tasks over ${BAR_MS} ms: ${tasksMs.length}${tasksMs.length > 0 ? ` (${tasksMs.map((ms) => Math.round(ms)).join(", ")})` : ""}`);
  const longest = traced.reduce((most, one) => (one.clockMs > most.clockMs ? one : most), { clockMs: 0, workMs: 0 });
  console.log(`the longest took ${longest.clockMs.toFixed(0)} ms by the clock, of which a processor worked ${longest.workMs.toFixed(0)} ms for it; most work for one of ${traced.length}: ${Math.max(0, ...traced.map(({ workMs }) => workMs)).toFixed(0)} ms`);
  // By the clock a task also takes what the machine gave to others: that is printed, and no bar.
  if (traced.some(({ workMs }) => workMs > BAR_MS) || storedMs.length < COUNT) process.exitCode = 1;
} finally {
  await browser.close();
  await studio.remove();
  rmSync(folder, { recursive: true, force: true });
}
