import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { chromium } from "playwright";
import { z } from "zod";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";

export type Scores = { performance: number; accessibility: number; firstPaintMs: number; largestPaintMs: number; blockedMs: number; shift: number; bytes: number };

/** Each run in a browser of its own, which has nothing stored; the run in the middle by its performance. A run that the tool broke off is made once more. `failed`: what accessibility and best practice found in it. */
export async function lighthouseOf(url: string, look: "mobile" | "desktop", runs: number, port: number): Promise<{ median: Scores; failed: string[] }> {
  const all: { scores: Scores; failed: string[] }[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await once(url, look, port).catch(() => once(url, look, port)));
  const middle = all.sort((a, b) => a.scores.performance - b.scores.performance)[Math.floor(runs / 2)];
  if (!middle) throw new Error("no run");
  return { median: middle.scores, failed: middle.failed };
}

/** Of the version that the bars name. It comes when it is asked for: with it everybody would install 170 packages more. */
const LIGHTHOUSE = "lighthouse@12.8";
const RUN_MS = 180_000;
const MOST_BYTES = 64_000_000;
const run = promisify(execFile);

const reportSchema = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  audits: z.record(z.string(), z.object({ title: z.string(), score: z.number().nullish(), numericValue: z.number().optional() })),
  categories: z.record(z.string(), z.object({ score: z.number().nullable(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) })),
});

async function once(url: string, look: "mobile" | "desktop", port: number): Promise<{ scores: Scores; failed: string[] }> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({ args: [...browserArgs, `--remote-debugging-port=${port}`], ...(executablePath ? { executablePath } : {}) });
  try {
    const preset = look === "desktop" ? ["--preset=desktop"] : [];
    const { stdout } = await run("npx", ["--yes", LIGHTHOUSE, url, `--port=${port}`, "--only-categories=performance,accessibility", "--output=json", "--quiet", ...preset], { timeout: RUN_MS, maxBuffer: MOST_BYTES });
    const { runtimeError, audits, categories } = reportSchema.parse(JSON.parse(stdout));
    if (runtimeError) throw new Error(`lighthouse of ${url}: ${runtimeError.message}`);
    const value = (id: string) => audits[id]?.numericValue ?? Infinity;
    const score = (id: string) => Math.round((categories[id]?.score ?? 0) * 100);
    const refs = categories.accessibility?.auditRefs ?? [];
    return {
      scores: {
        performance: score("performance"), accessibility: score("accessibility"), firstPaintMs: value("first-contentful-paint"), largestPaintMs: value("largest-contentful-paint"),
        blockedMs: value("total-blocking-time"), shift: value("cumulative-layout-shift"), bytes: value("total-byte-weight"),
      },
      failed: refs.flatMap(({ id, weight }) => (weight > 0 && audits[id]?.score === 0 ? [`${id}: ${audits[id].title}`] : [])),
    };
  } finally {
    await browser.close();
  }
}
