import lighthouse, { desktopConfig } from "lighthouse";
import { chromium } from "playwright";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";

export type Scores = { performance: number; accessibility: number; firstPaintMs: number; largestPaintMs: number; blockedMs: number; shift: number };

/** Each run in a browser of its own, which has nothing stored; the run in the middle by its performance. `failed`: what accessibility and best practice found in it. */
export async function lighthouseOf(url: string, look: "mobile" | "desktop", runs: number, port: number): Promise<{ median: Scores; failed: string[] }> {
  const all: { scores: Scores; failed: string[] }[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await once(url, look, port));
  const middle = all.sort((a, b) => a.scores.performance - b.scores.performance)[Math.floor(runs / 2)];
  if (!middle) throw new Error("no run");
  return { median: middle.scores, failed: middle.failed };
}

async function once(url: string, look: "mobile" | "desktop", port: number): Promise<{ scores: Scores; failed: string[] }> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({ args: [...browserArgs, `--remote-debugging-port=${port}`], ...(executablePath ? { executablePath } : {}) });
  try {
    const result = await lighthouse(url, { port, onlyCategories: ["performance", "accessibility"], logLevel: "error" }, look === "desktop" ? desktopConfig : undefined);
    if (!result || result.lhr.runtimeError) throw new Error(`lighthouse of ${url}: ${result?.lhr.runtimeError?.message ?? "no result"}`);
    const { audits, categories } = result.lhr;
    const value = (id: string) => audits[id]?.numericValue ?? Infinity;
    const score = (id: string) => Math.round((categories[id]?.score ?? 0) * 100);
    const refs = categories.accessibility?.auditRefs ?? [];
    return {
      scores: {
        performance: score("performance"), accessibility: score("accessibility"), firstPaintMs: value("first-contentful-paint"), largestPaintMs: value("largest-contentful-paint"),
        blockedMs: value("total-blocking-time"), shift: value("cumulative-layout-shift"),
      },
      failed: refs.flatMap(({ id, weight }) => (weight > 0 && audits[id]?.score === 0 ? [`${id}: ${audits[id].title}`] : [])),
    };
  } finally {
    await browser.close();
  }
}
