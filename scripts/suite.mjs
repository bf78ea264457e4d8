import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { installBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { npm, root, say, stopWithParent } from "./command.mjs";

const reports = join(root, "test-results");

/** A part without a report of its own counts as one test. */
const asOne = (isGood) => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 });

const script = (name) => npm(["run", "--silent", name], { minutes: 45, env: { NEXT_TELEMETRY_DISABLED: "1" } });

/** Counts from the runner's JSON report. A part that failed without naming a test (a file that does not load) has failed once. */
async function reported(name, read) {
  const path = join(reports, `${name}.json`);
  rmSync(path, { force: true });
  const isGood = (await script(name)) === 0;
  const { passed, failed, skipped, failures } = existsSync(path) ? read(JSON.parse(readFileSync(path, "utf8"))) : asOne(false);
  return { passed, failed: !isGood && failed === 0 ? 1 : failed, skipped, failures };
}

const fromVitest = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests, skipped: skippedByVitest(report), failures: failedInVitest(report) });
const fromPlaywright = (report) => ({ passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky, skipped: skippedByPlaywright(report.suites), failures: failedInPlaywright(report.suites) });

/** The first lines of an error, without the terminal's colours. */
const inShort = (message = "") => message.replace(/\u001b\[[0-9;]*m/g, "").split("\n").filter((line) => line.trim()).slice(0, 4).join(" | ").slice(0, 600);

function failedInVitest({ testResults }) {
  return testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message && !assertionResults.some(({ status }) => status === "failed") ? [`${relative(root, name)}: ${inShort(message)}`] : []),
    ...assertionResults.filter(({ status }) => status === "failed").map(({ fullName, failureMessages }) => `${relative(root, name)}: ${fullName}: ${inShort(failureMessages[0])}`),
  ]);
}

function failedInPlaywright(suites) {
  return suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs.filter(({ ok }) => !ok).map(({ title, file, line, tests }) => `${file}:${line}: ${title}: ${inShort(tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message)}`),
    ...failedInPlaywright(inner),
  ]);
}

/** One sentence for each test; a block that is skipped says why in its title. */
function skippedByVitest({ testResults }) {
  const skipped = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => ["skipped", "pending", "todo", "disabled"].includes(status)));
  return skipped.map(({ ancestorTitles, title }) => ancestorTitles.find((block) => block.includes("SKIPPED")) ?? [...ancestorTitles, title].join(": "));
}

function skippedByPlaywright(suites) {
  return suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs.flatMap(({ title, tests }) => tests.filter(({ status }) => status === "skipped")
      .map(({ annotations }) => `${title}: SKIPPED, ${annotations.find(({ type, description }) => type === "skip" && description)?.description ?? "no reason given"}`)),
    ...skippedByPlaywright(inner),
  ]);
}

/** What failed is said again at the end, where a log that was cut still has it. */
function sayFailed({ name, failures = [] }) {
  for (const one of failures) say(`${name}: failed: ${one}`);
}

/** What was not proven here is said in words, each reason once. */
function saySkipped({ name, skipped = [] }) {
  for (const why of new Set(skipped)) say(`${name}: ${skipped.filter((one) => one === why).length} not run: ${why}`);
}

async function inBrowser(isBuilt) {
  if (!isBuilt) say("e2e: not run, there is no build");
  if (!isBuilt || !(await installBrowser())) return asOne(false);
  return reported("e2e", fromPlaywright);
}

/** Runs every part, also after one failed, and ends with the sum on a line of its own. Answers with the exit code. */
export async function runTests() {
  stopWithParent();
  mkdirSync(reports, { recursive: true });
  const rows = [];
  const part = async (name, count) => {
    say(`${name} ...`);
    const startedMs = performance.now();
    const counts = await count();
    rows.push({ name, seconds: ((performance.now() - startedMs) / 1000).toFixed(1), ...counts });
    return counts.failed === 0;
  };
  await part("lint", async () => asOne((await script("lint")) === 0));
  await part("types", async () => asOne((await script("types")) === 0));
  const isBuilt = await part("build", async () => asOne(await build()));
  await part("unit", () => reported("unit", fromVitest));
  await part("e2e", () => inBrowser(isBuilt));

  for (const { name, seconds, passed, failed, skipped } of rows) say(`${name.padEnd(6)} ${seconds.padStart(7)} s   ${passed} passed, ${failed} failed${skipped?.length ? `, ${skipped.length} skipped` : ""}`);
  for (const row of rows) saySkipped(row);
  for (const row of rows) sayFailed(row);
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
}
