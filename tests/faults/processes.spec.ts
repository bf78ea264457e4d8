import type { BrowserContext } from "playwright/test";
import { whyNoPostgres } from "@/tests/contracts/support/postgres";
import { sharedPostgres, sharedSqlite, type SharedDatabase } from "@/tests/faults/processes-database";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import { gate } from "@/tests/support/gate";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { createRunComfy, envOf, expect, LOST_SERVER, NEVER, StudioPage, test, type RunComfy } from "@/tests/support/story";
import { createStudio, type Studio } from "@/tests/support/studio";

/** `npm run proof` asks for twenty. */
const TAKES = Number(process.env.PROOF_TAKES ?? 6);
const PRICE_USD = 0.03;
const POLL_MS = 500;
/** Leases are held for some milliseconds at a time. */
const OFTEN = { intervals: [5], timeout: 60_000 };
/** The dead process's lease has to run out first. */
const TAKEN_OVER_MS = 120_000;

test.use({ expectedErrors: [LOST_SERVER] });

const missing = whyNoPostgres();
test.describe("two processes on one Postgres", () => {
  test.skip(missing !== null, missing ?? "");
  test(`one is killed in the middle of ${TAKES} takes: all finish once`, async ({ context }) => share(context, sharedPostgres));
});
test(`two processes on one SQLite file: one is killed in the middle of ${TAKES} takes: all finish once`, { tag: LONG_PROOF }, async ({ context }) =>
  share(context, async (dataDir) => sharedSqlite(dataDir)));

async function share(context: BrowserContext, open: (dataDir: string) => Promise<SharedDatabase>): Promise<void> {
  test.setTimeout(420_000);
  const runcomfy = await createRunComfy({ stageMs: { queue: NEVER } });
  const proxy = await startFaultProxy({ target: runcomfy.url });
  const env = { ...envOf(runcomfy, proxy.url), PRICE_USD_PER_OUTPUT: String(PRICE_USD), RUNCOMFY_POLL_MS: String(POLL_MS), RUNCOMFY_READS_PER_SECOND: "100" };
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
    await expect.poll(async () => (await database.rows()).filter(({ request_id }) => request_id !== null).length).toBe(TAKES);

    await runcomfy.restart({ perImage: 200 });
    const { killed, finished, inHands } = await killInTheMiddle(database, proxy, new Map([[firstHolder, first], [secondHolder, second]]));
    const left = killed === firstHolder ? second : first;
    const survivor = await new StudioPage(await context.newPage(), left).open(person.address);
    await expect.poll(async () => (await database.rows()).filter(({ status }) => status === "completed").length, { timeout: TAKEN_OVER_MS }).toBe(TAKES);
    await survivor.expectTake(TAKES, "completed");
    await expect(survivor.page.getByRole("article")).toHaveCount(TAKES);

    console.log(`${await database.version()}, node ${process.version}: ${firstHolder} and ${secondHolder} shared ${TAKES} takes; ${killed} was killed with ${finished} finished and ${inHands} in its hands`);
    await expectOnce({ database, runcomfy, proxy, inHands });
  } finally {
    await second.remove();
    await first.remove();
    await database.close();
    await proxy.close();
    await runcomfy.remove();
  }
}

const FILES = /\/files\//;

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

/** A third is finished, and a take's file is on its way: whoever has it in its hands dies with it. */
async function killInTheMiddle(database: SharedDatabase, proxy: FaultProxy, studios: ReadonlyMap<string, Studio>): Promise<{ killed: string; finished: number; inHands: number }> {
  const countFinished = async () => (await database.rows()).filter(({ status }) => status === "completed").length;
  await expect.poll(countFinished, OFTEN).toBeGreaterThanOrEqual(TAKES / 3);
  const released = gate();
  const held = proxy.faults.plant({ path: FILES, fault: { kind: "hold", at: "answer", release: released.passed } });
  try {
    await held.reached;
    const file = proxy.requests.findLast(({ path }) => FILES.test(path))?.path ?? "";
    const row = (await database.rows()).find(({ request_id }) => request_id !== null && file.includes(request_id));
    expect(row).toMatchObject({ status: "saving", charge: "charged", delivered: 0 });
    const killed = row?.lease_holder ?? "";
    const finished = await countFinished();
    expect(finished).toBeLessThan(TAKES);
    const studio = studios.get(killed);
    expect(studio, `${killed} is one of the two`).toBeDefined();
    await studio?.kill();
    const inHands = (await database.rows()).filter(({ lease_holder }) => lease_holder === killed).length;
    return { killed, finished, inHands };
  } finally {
    held.remove();
    released.open();
  }
}

type Seen = { database: SharedDatabase; runcomfy: RunComfy; proxy: FaultProxy; /** Takes that were held by the process that died. */ inHands: number };

async function expectOnce({ database, runcomfy, proxy, inHands }: Seen): Promise<void> {
  const rows = await database.rows();
  const once = { status: "completed", charge: "charged", charged_micro_usd: PRICE_USD * 1e6, delivered: 1 };
  expect(rows.map(({ status, charge, charged_micro_usd, delivered }) => ({ status, charge, charged_micro_usd, delivered }))).toEqual(Array.from({ length: TAKES }, () => once));
  expect(await database.heldMicroUsd()).toBe(TAKES * PRICE_USD * 1e6);
  const { posts } = await runcomfy.ledger();
  expect(posts).toHaveLength(TAKES);
  expect(posts.map(({ billed_usd }) => billed_usd)).toEqual(posts.map(() => PRICE_USD));
  expect(new Set(posts.map(({ request_id }) => request_id)).size).toBe(TAKES);
  expect(new Set(rows.map(({ request_id }) => request_id))).toEqual(new Set(posts.map(({ request_id }) => request_id)));
  expect(proxy.begun.filter(({ method, path }) => method === "POST" && path.includes("/models/"))).toHaveLength(TAKES);

  const asked = (requestId: string | null, call: string) => proxy.requests.filter(({ path }) => path.endsWith(`/requests/${requestId}/${call}`)).map(({ at }) => at);
  let quickestMs = Number.POSITIVE_INFINITY;
  for (const { request_id } of rows) {
    const polls = asked(request_id, "status");
    const spanMs = (polls.at(-1) ?? 0) - (polls[0] ?? 0);
    quickestMs = Math.min(quickestMs, spanMs / (polls.length - 1));
    // One watcher's pace, once more for the take that changed hands, and once for the clock's grain.
    expect(polls.length).toBeLessThanOrEqual(spanMs / POLL_MS + 3);
    expect(asked(request_id, "result").length).toBeLessThanOrEqual(2);
  }
  const polls = proxy.requests.filter(({ path }) => path.endsWith("/status")).length;
  const files = proxy.requests.map(({ path }) => path).filter((path) => FILES.test(path));
  // What was on its way when its process died is fetched again; nothing is fetched by both.
  expect(new Set(files).size).toBe(TAKES);
  expect(files.length).toBeGreaterThan(TAKES);
  expect(files.length - TAKES).toBeLessThanOrEqual(inHands);
  console.log(`${posts.length} POSTs in the engine's ledger, $${posts.reduce((sum, { billed_usd }) => sum + (billed_usd ?? 0), 0).toFixed(2)} billed, ${polls} polls (a take every ${quickestMs.toFixed(0)} ms at the quickest; one watcher's pace is ${POLL_MS}), ${files.length} files fetched`);
}
