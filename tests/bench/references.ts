import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { limits } from "@/lib/limits";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { decodeAndEncode, type DecodeEncode } from "@/tests/bench/decode-encode";
import { dropPhotographs, type Dropped } from "@/tests/bench/drop-photographs";
import { takePhotographs, type Photograph } from "@/tests/bench/photographs";
import { createStudio } from "@/tests/support/studio";

/** Ten photographs dropped at once: whether the page stays free, and the time beside what decoding and encoding alone takes. Needs the production build. */
const PHOTOGRAPHS = 10;
/** Over the ten megabytes that the model takes. */
const LARGE = 2;
const BAR_MS = 50;
/** As many as the studio has in this browser. */
const workers = Math.max(1, Math.min(limits.fixWorkers, availableParallelism() - 1));

const [loadBefore = 0] = loadavg();
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`.padStart(8);
const times = (ms: number, beside: number): string => `${(ms / beside).toFixed(2)}x`.padStart(6);

function report(photographs: readonly Photograph[], { files, longTasks, traced }: Dropped, alone: DecodeEncode): void {
  console.log("                        file   size      fit   stored  decode+encode alone");
  for (const { name, bytes } of photographs) {
    const studio = files.find((file) => file.name === name);
    const bare = alone.files.find((file) => file.name === name);
    if (!studio || !bare) throw new Error(`${name} was not seen`);
    console.log(`${name.padStart(28)} ${(bytes / 1_000_000).toFixed(1).padStart(4)}M ${seconds(studio.fitMs)} ${seconds(studio.storedMs)} ${seconds(bare.decodeMs + bare.encodeMs)}`);
  }
  const allMs = Math.max(...files.map(({ storedMs }) => storedMs));
  const readyMs = Math.max(...files.map(({ fitMs }) => fitMs));
  console.log(`${seconds(readyMs)}  until the last was fit to be sent: ${times(readyMs, alone.allMs)} of decode + encode alone (${seconds(alone.allMs).trim()} for all, in ${workers} worker${workers === 1 ? "" : "s"} too)`);
  console.log(`${seconds(allMs)}  until all ten were stored and looked at by the server: ${times(allMs, alone.allMs)}`);
  reportMainThread(longTasks.map(({ ms }) => ms), traced);
}

/** Beside the bar, which is in seconds of the wall: a task that had a core for less waited for one, on a machine that is busy with more. */
function reportMainThread(toldMs: readonly number[], traced: Dropped["traced"]): void {
  const over = traced.filter(({ ms }) => ms > BAR_MS);
  for (const { atMs, ms, cpuMs } of over) console.log(`${seconds(atMs)}  after the drop: a task of ${ms.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of them on a core`);
  const longest = (all: readonly number[]): string => Math.max(0, ...all).toFixed(0);
  const overMs = toldMs.filter((ms) => ms > BAR_MS);
  console.log(`${String(overMs.length).padStart(8)}  tasks over ${BAR_MS} ms on the main thread, the longest ${longest(overMs)} ms: the bar is ${overMs.length === 0 ? "held" : "missed"}`);
  const onCore = traced.map(({ cpuMs }) => cpuMs);
  console.log(`${String(onCore.filter((ms) => ms > BAR_MS).length).padStart(8)}  of them by their own work; the most that a task had of a core: ${longest(onCore)} ms`);
  console.log(`          ${availableParallelism()} cores, load before all this ${loadBefore.toFixed(1)}`);
}

const folder = mkdtempSync(join(tmpdir(), "photographs-"));
const executablePath = findBrowser();
const studio = await createStudio({});
const browser = await chromium.launch({ args: browserArgs, ...(executablePath ? { executablePath } : {}) });
try {
  const photographs = await takePhotographs(folder, PHOTOGRAPHS, LARGE);
  await studio.start();
  const alone = await decodeAndEncode(browser, photographs, workers);
  report(photographs, await dropPhotographs(browser, `${studio.url}/`, photographs), alone);
} finally {
  await browser.close();
  await studio.remove();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
