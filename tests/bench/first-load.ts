import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright";
import { browserArgs, findBrowser } from "@/scripts/browser.mjs";
import { seedShare } from "@/tests/support/seed-share";
import { seedSheet } from "@/tests/support/seed-sheet";

/** The gzip bytes of every script that a first visit to the studio, and to a share, fetches, against their bars. Needs the production build. */
const STUDIO = { barBytes: 190_000, goalBytes: 175_000 };
const SHARE = { barBytes: 150_000, goalBytes: 140_000 };
const START_MS = 30_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function serve(port: number, dataDir: string): Promise<ChildProcess> {
  const env = { ...process.env, HOST: "127.0.0.1", PORT: String(port), DATA_DIR: dataDir, NEXT_TELEMETRY_DISABLED: "1", NEXT_MANUAL_SIG_HANDLE: "true" };
  const server = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)], { stdio: ["ignore", "ignore", "inherit"], env });
  const deadlineMs = performance.now() + START_MS;
  while (performance.now() < deadlineMs && server.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.ok) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill("SIGKILL");
  throw new Error("the studio did not answer");
}

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

const dataDir = mkdtempSync(join(tmpdir(), "first-load-"));
const port = await freePort();
const server = await serve(port, dataDir);
try {
  const origin = `http://127.0.0.1:${port}`;
  const isStudioKept = await keepsBar({ name: "the studio", url: `${origin}/`, ...STUDIO });
  const { sessionId } = await seedSheet({ dataDir, takes: 1, framesOfTake: 15 });
  const share = seedShare({ dataDir, sessionId, shows: { prompt: true } });
  const isShareKept = await keepsBar({ name: "a share", url: `${origin}/share/${share}`, ...SHARE });
  if (!isStudioKept || !isShareKept) process.exitCode = 1;
} finally {
  server.kill("SIGTERM");
  await Promise.race([once(server, "exit"), new Promise((resolve) => setTimeout(resolve, 5000))]);
  server.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();
