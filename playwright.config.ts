import { defineConfig, devices } from "playwright/test";
import { browserArgs, findBrowser } from "./scripts/browser.mjs";

const executablePath = findBrowser();
const launchOptions = { args: browserArgs, ...(executablePath ? { executablePath } : {}) };

export default defineConfig({
  testDir: "tests",
  testMatch: ["e2e/**/*.spec.ts", "faults/**/*.spec.ts", "references/**/*.spec.ts"],
  outputDir: "test-results/e2e",
  // Every test has a server, an emulator and a browser of its own: more would share two cores.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  // The pictures of a trace cost every story a tenth of its time; its snapshots show the same.
  use: { trace: { mode: "retain-on-failure", screenshots: false, sources: true }, launchOptions },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
});
