import { chromium } from "playwright";
import { writeFileSync } from "node:fs";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { interactionsOf, watchInteractions } from "@/tests/bench/on-page";
import { seedSheet } from "@/tests/support/seed-sheet";
import { createStudio } from "@/tests/support/studio";
const executablePath = findBrowser();
const studio = await createStudio({});
const browser = await chromium.launch({ args: browserArgs, ...(executablePath ? { executablePath } : {}) });
try {
  await studio.start();
  const seeded = await seedSheet({ dataDir: studio.dataDir, takes: Number(process.env.TAKES ?? 1000), framesOfTake: 10, markEvery: 1, ownFiles: true });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${studio.url}/studio/${seeded.sessionId}`, { waitUntil: "networkidle" });
  await page.mouse.move(900, 500);
  const until = performance.now() + 120000;
  while ((await page.locator('[data-name="Take 1"]').count()) === 0 && performance.now() < until) { await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)"); await new Promise((r) => setTimeout(r, 100)); }
  await page.evaluate("new Promise((resolve) => { scrollTo(0, 0); requestAnimationFrame(() => setTimeout(resolve, 500)); })");
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await watchInteractions(page);
  const picture = (nth: number) => page.locator('[data-name^="Frame "] button[id^="frame-"]').nth(nth);
  const note = async (what: string, run: () => Promise<void>, trace = false) => {
    if (trace) await browser.startTracing(page, { categories: ["devtools.timeline", "v8", "blink", "disabled-by-default-v8.cpu_profiler"] });
    if (trace) await new Promise((r) => setTimeout(r, 3000));
    await run();
    console.log(what, JSON.stringify(await interactionsOf(page)));
    if (trace) writeFileSync(`/tmp/lead/trace-${what}.json`, await browser.stopTracing());
  };
  for (let round = 0; round < 1; round += 1) {
    const t = process.env.TRACE === "1";
    await note("select", () => picture(1).click({ modifiers: ["ControlOrMeta"] }), t);
    await note("next", () => page.keyboard.press("ArrowRight"));
    await note("range", () => picture(6).click({ modifiers: ["Shift"] }), t);
    await note("mark", () => page.keyboard.press("p"), t);
    await note("nexttake", () => page.keyboard.press("PageDown"), t);
    await note("all", () => page.keyboard.press("ControlOrMeta+a"), t);
    await note("none", () => page.keyboard.press("Escape"));
    await note("last", () => page.keyboard.press("ControlOrMeta+End"), t);
    await note("open", () => page.keyboard.press("Enter"), t);
    await note("first", () => page.keyboard.press("ControlOrMeta+Home"), t);
  }
} finally { await browser.close(); await studio.remove(); }
process.exit(0);
