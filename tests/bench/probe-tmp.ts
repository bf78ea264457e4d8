import { chromium } from "playwright";
import { writeFileSync } from "node:fs";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { scrollDown } from "@/tests/bench/on-page";
import { seedSheet } from "@/tests/support/seed-sheet";
import { createStudio } from "@/tests/support/studio";
const studio = await createStudio({});
const executablePath = findBrowser();
const browser = await chromium.launch({ args: browserArgs, ...(executablePath ? { executablePath } : {}) });
try {
  await studio.start();
  const { sessionId } = await seedSheet({ dataDir: studio.dataDir, takes: 1000, framesOfTake: 10, markEvery: 1 });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("console", (m) => console.log("console", m.text()));
  page.on("pageerror", (m) => console.log("pageerror", m.message));
  await page.goto(`${studio.url}/studio/${sessionId}`, { waitUntil: "networkidle" });
  await page.mouse.move(900, 500);
  await page.waitForTimeout(3000);
  console.log(await page.evaluate(`(() => {
    const a = [...document.querySelectorAll("[data-takes] > *")].map((e) => e.tagName + " " + (e.dataset.name ?? "") + " h=" + e.getBoundingClientRect().height + " top=" + e.getBoundingClientRect().top + " n=" + e.querySelectorAll("*").length);
    return a.join("\\n") + "\\n" + document.querySelector("[data-takes] article").outerHTML.slice(0, 9000);
  })()`));
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate("scrollTo(0, 6000)");
  await page.waitForTimeout(1500);
  console.log(await page.evaluate(`(() => {
    const a = [...document.querySelectorAll("[data-takes] > *")].map((e) => e.tagName + " " + (e.dataset.name ?? "") + " h=" + e.getBoundingClientRect().height + " top=" + e.getBoundingClientRect().top + " n=" + e.querySelectorAll("*").length);
    return a.join("\\n") + "\\n" + [...document.querySelectorAll("[data-takes] article")].at(-1).outerHTML;
  })()`));
  for (const address of ["", "?marked=1"]) {
    if (address) { await page.goto(`${studio.url}/studio/${sessionId}${address}`, { waitUntil: "networkidle" }); await page.waitForTimeout(1000); }
    await page.evaluate("scrollTo(0,0)"); await page.waitForTimeout(500);
    await cdp.send("Profiler.enable");
    await cdp.send("Profiler.setSamplingInterval", { interval: 500 });
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await browser.startTracing(page, { categories: ["devtools.timeline", "toplevel"] });
    await cdp.send("Profiler.start");
    console.log(await scrollDown(page, { pxPerSecond: 1500, seconds: 4, list: "[data-takes]" }));
    const { profile } = await cdp.send("Profiler.stop");
    const trace = JSON.parse((await browser.stopTracing()).toString());
    const sums = new Map<string, number>();
    for (const e of trace.traceEvents) if (e.ph === "X" && ["UpdateLayoutTree", "Layout", "Paint", "PrePaint", "Layerize", "Commit", "FunctionCall", "EventDispatch", "FireAnimationFrame", "RunMicrotasks", "IntersectionObserverController::computeIntersections", "Decode Image", "RasterTask", "MinorGC", "MajorGC", "V8.GCScavenger", "ImageDecodeTask", "CompositeLayers", "ResizeObserverController"].includes(e.name)) sums.set(e.name, (sums.get(e.name) ?? 0) + (e.dur ?? 0) / 1000);
    console.log([...sums].sort((a, b) => b[1] - a[1]).map(([n, v]) => `${v.toFixed(0)} ${n}`).join("\n"));
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    const self = new Map<string, number>();
    const byId = new Map(profile.nodes.map((n: any) => [n.id, n]));
    profile.samples!.forEach((id: number, i: number) => { const n: any = byId.get(id); const k = `${n.callFrame.functionName || "(anon)"} ${n.callFrame.url.split("/").at(-1)}:${n.callFrame.lineNumber}:${n.callFrame.columnNumber}`; self.set(k, (self.get(k) ?? 0) + (profile.timeDeltas![i] ?? 0) / 1000); });
    console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 25).map(([n, v]) => `${v.toFixed(0)} ms ${n}`).join("\n"));
  }
} finally { await browser.close(); await studio.remove(); }
process.exit();
