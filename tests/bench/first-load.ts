import { gzipSync } from "node:zlib";
import { chromium } from "playwright";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { seedShare } from "@/tests/support/seed-share";
import { seedSheet } from "@/tests/support/seed-sheet";
import { createStudio } from "@/tests/support/studio";

/** The gzip bytes of every script that a first visit to the studio, and to a share, fetches, against their bars. Needs the production build. */
const STUDIO = { barBytes: 190_000, goalBytes: 175_000 };
const SHARE = { barBytes: 150_000, goalBytes: 140_000 };

type Page = { name: string; url: string; barBytes: number; goalBytes: number };

/** @returns whether the page keeps its bar. */
async function keepsBar({ name, url, barBytes, goalBytes }: Page): Promise<boolean> {
  const scripts = (await measure(url)).sort((a, b) => b.bytes - a.bytes);
  for (const { path, bytes } of scripts) console.log(`${String(bytes).padStart(8)}  ${path}`);
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`${String(total).padStart(8)}  bytes of first-load JavaScript (gzip) of ${name}, bar ${barBytes}, goal ${goalBytes}`);
  return scripts.length > 0 && total <= barBytes;
}

async function measure(url: string): Promise<{ path: string; bytes: number }[]> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({ args: browserArgs, ...(executablePath ? { executablePath } : {}) });
  try {
    const page = await browser.newPage();
    const scripts: Promise<{ path: string; bytes: number }>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      scripts.push(response.body().then((body) => ({ path: new URL(response.url()).pathname, bytes: gzipSync(body).length })));
    });
    await page.goto(url, { waitUntil: "networkidle" });
    return await Promise.all(scripts);
  } finally {
    await browser.close();
  }
}

const studio = await createStudio({});
try {
  await studio.start();
  const { dataDir, url } = studio;
  const isStudioKept = await keepsBar({ name: "the studio", url: `${url}/`, ...STUDIO });
  const { sessionId } = await seedSheet({ dataDir, takes: 1, framesOfTake: 15 });
  const share = seedShare({ dataDir, sessionId, shows: { prompt: true } });
  const isShareKept = await keepsBar({ name: "a share", url: `${url}/share/${share}`, ...SHARE });
  if (!isStudioKept || !isShareKept) process.exitCode = 1;
} finally {
  await studio.remove();
}
process.exit();
