import type { BrowserContext } from "playwright/test";
import { whyNoPostgres } from "@/tests/contracts/support/postgres";
import { sharedPostgres, sharedSqlite, type SharedDatabase } from "@/tests/faults/processes-database";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import { createRunComfy, envOf, expect, NEVER, StudioPage, test, type RunComfy } from "@/tests/support/story";
import { createStudio, type Studio } from "@/tests/support/studio";

/** `npm run proof` asks for twenty. */
const TAKES = Number(process.env.PROOF_TAKES ?? 6);
const POLL_MS = 500;
/** Leases are held for some milliseconds at a time. */
const OFTEN = { intervals: [5], timeout: 60_000 };
/** The dead process's lease has to run out first. */
const TAKEN_OVER_MS = 120_000;

const missing = whyNoPostgres();
test.describe("two processes on one Postgres", () => {
  test.skip(missing !== null, missing ?? "");
  test(`one is killed in the middle of ${TAKES} takes: all finish once`, async ({ context }) => share(context, sharedPostgres));
});
test(`two processes on one SQLite file: one is killed in the middle of ${TAKES} takes: all finish once`, async ({ context }) =>
  share(context, async (dataDir) => sharedSqlite(dataDir)));

async function share(context: BrowserContext, open: (dataDir: string) => Promise<SharedDatabase>): Promise<void> {
  test.setTimeout(420_000);
  const runcomfy = await createRunComfy({ stageMs: { queue: NEVER } });
  const proxy = await startFaultProxy({ target: runcomfy.url });
  const env = { ...envOf(runcomfy, proxy.url), PRICE_USD_PER_OUTPUT: "0.03", RUNCOMFY_POLL_MS: String(POLL_MS), RUNCOMFY_READS_PER_SECOND: "100" };
  const first = await createStudio(env);
  const database = await open(first.dataDir);
  // Local files are in DATA_DIR: who shares takes shares it.
  const second = await createStudio({ ...env, ...database.env, DATA_DIR: first.dataDir });
  try {
    await first.start(database.env);
    const person = await new StudioPage(await context.newPage(), first).open();
    await person.compose({ count: 1 });
    await generate(person, 1);
    const firstHolder = await holderSeen(database, []);
    await second.start();
    for (let take = 2; take <= TAKES; take += 1) await generate(person, take);
    const secondHolder = await holderSeen(database, [firstHolder]);

    await runcomfy.restart({ perImage: 200 });
    const finishedBefore = await killInTheMiddle(database, first, firstHolder);
    const survivor = await new StudioPage(await context.newPage(), second).open(person.address);
    await expect.poll(async () => (await database.rows()).filter(({ status }) => status === "completed").length, { timeout: TAKEN_OVER_MS }).toBe(TAKES);
    await survivor.expectTake(TAKES, "completed");
    await expect(survivor.page.getByRole("article")).toHaveCount(TAKES);

    console.log(`${firstHolder} and ${secondHolder} shared ${TAKES} takes; the first was killed with ${finishedBefore} finished`);
    await expectOnce({ database, runcomfy, proxy });
  } finally {
    await second.remove();
    await first.remove();
    await database.close();
    await proxy.close();
    await runcomfy.remove();
  }
}

/** Each take with a prompt of its own: two clicks on one draft may be a double click. */
async function generate(person: StudioPage, take: number): Promise<void> {
  await person.prompt.fill(`Generate 1 image of the cups, version ${take}`);
  await person.generate.click();
  await expect(person.take(take)).toBeVisible();
}

/** Who holds a take, beside those that are known. */
async function holderSeen(database: SharedDatabase, known: readonly string[]): Promise<string> {
  let seen = "";
  await expect.poll(async () => {
    seen = (await database.rows()).flatMap(({ lease_holder }) => lease_holder ?? []).find((holder) => !known.includes(holder)) ?? "";
    return seen;
  }, OFTEN).not.toBe("");
  return seen;
}

/** Where every take is accepted, some are finished, and this process has one in its hands. @returns how many were finished. */
async function killInTheMiddle(database: SharedDatabase, studio: Studio, holder: string): Promise<number> {
  let finished = 0;
  await expect.poll(async () => {
    const rows = await database.rows();
    finished = rows.filter(({ status }) => status === "completed").length;
    return rows.every(({ request_id }) => request_id !== null) && finished > 0 && rows.some(({ lease_holder }) => lease_holder === holder);
  }, OFTEN).toBe(true);
  await studio.kill();
  expect(finished).toBeLessThan(TAKES);
  return finished;
}

async function expectOnce({ database, runcomfy, proxy }: { database: SharedDatabase; runcomfy: RunComfy; proxy: FaultProxy }): Promise<void> {
  const rows = await database.rows();
  expect(rows.map(({ status, charge, delivered }) => ({ status, charge, delivered }))).toEqual(Array.from({ length: TAKES }, () => ({ status: "completed", charge: "charged", delivered: 1 })));
  const { posts } = await runcomfy.ledger();
  expect(posts).toHaveLength(TAKES);
  expect(new Set(posts.map(({ request_id }) => request_id)).size).toBe(TAKES);
  expect(new Set(rows.map(({ request_id }) => request_id))).toEqual(new Set(posts.map(({ request_id }) => request_id)));
  expect(proxy.begun.filter(({ method, path }) => method === "POST" && path.includes("/models/"))).toHaveLength(TAKES);

  const asked = (requestId: string | null, call: string) => proxy.requests.filter(({ path }) => path.endsWith(`/requests/${requestId}/${call}`)).map(({ at }) => at);
  for (const { request_id } of rows) {
    const polls = asked(request_id, "status");
    const spanMs = (polls.at(-1) ?? 0) - (polls[0] ?? 0);
    // One watcher's pace, once more for the take that changed hands, and once for the clock's grain.
    expect(polls.length).toBeLessThanOrEqual(spanMs / POLL_MS + 3);
    expect(asked(request_id, "result").length).toBeLessThanOrEqual(2);
  }
  const polls = proxy.requests.filter(({ path }) => path.endsWith("/status")).length;
  console.log(`${posts.length} POSTs in the engine's ledger, ${polls} polls, ${proxy.requests.filter(({ path }) => path.includes("/files/")).length} files fetched`);
}
