import { defineConfig, devices } from "playwright/test";
import { browserArgs, findBrowser } from "./scripts/browser.mjs";

const executablePath = findBrowser();
const launchOptions = { args: browserArgs, ...(executablePath ? { executablePath } : {}) };

const long = ["references/fixing.spec.ts", "e2e/corpus.spec.ts", "faults/processes.spec.ts", "faults/table-memory.spec.ts"];

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/e2e",
  // One more than the cores of a small machine: a story waits for most of its time.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  // `npm run proof` runs those.
  grepInvert: process.env.LONG_PROOF === undefined ? /@long/ : undefined,
  timeout: 120_000,
  // How long what has to come may take on a busy machine; where it has to be quick, the story says how quick.
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  // The pictures of a trace cost every story some 7 % of its processor time; its snapshots show the same.
  use: { trace: { mode: "retain-on-failure", screenshots: false, sources: true }, launchOptions },
  // What takes minutes begins first: at the end it would run alone.
  projects: [
    { name: "long", testMatch: long, use: { ...devices["Desktop Chrome"] } },
    { name: "short", testMatch: ["e2e/**/*.spec.ts", "faults/**/*.spec.ts", "references/**/*.spec.ts"], testIgnore: long, use: { ...devices["Desktop Chrome"] } },
  ],
});
