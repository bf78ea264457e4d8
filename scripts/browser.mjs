import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { findProgram, run, say } from "./command.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const usualPlaces = [
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The browser that tests drive: Playwright's own where it is installed, else one of the system; null where there is none. */
export function findBrowser() {
  const own = chromium.executablePath();
  return existsSync(own) ? own : findProgram([...names, ...usualPlaces]);
}

/** Looks for a browser, installs Debian's where that is possible, or says what to do. */
export async function installBrowser() {
  if (findBrowser()) return true;
  const apt = findProgram(["apt-get"]);
  if (apt && process.getuid?.() === 0) {
    say("no browser here: installing Debian's chromium");
    const options = { minutes: 15, env: { DEBIAN_FRONTEND: "noninteractive" } };
    await run(apt, ["update"], options);
    await run(apt, ["install", "-y", "--no-install-recommends", "chromium"], options);
  }
  if (findBrowser()) return true;
  say("the browser tests need Chromium. One of these brings it: npx playwright install --with-deps chromium; apt-get install chromium");
  return false;
}

/** What every launch needs where it may run as root, in a container, and without a network. */
export const browserArgs = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
