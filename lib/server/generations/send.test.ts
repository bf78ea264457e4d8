import { afterEach, beforeEach, expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { err } from "@/lib/result";
import type { SubmitError } from "@/lib/server/provider/provider";
import { openFollower, pollMs, type Follower } from "@/tests/contracts/support/follower";
import { price, start } from "@/tests/contracts/support/take-fixture";

const { roles } = defaultModel;
let bench: Follower;
beforeEach(async () => { bench = await openFollower(); });
afterEach(() => bench.close());

const says = (error: SubmitError) => bench.hand.says("submit", err(error));

test("one POST with the model's input and the references' addresses; then the row waits in the queue", async () => {
  const id = await bench.take({ count: 2, seed: 9 });
  expect(await bench.step(id)).toBe(pollMs);
  const input = {
    [roles.prompt]: "Generate 4 images of the cups, colder light each time", [roles.count]: 2, [roles.seed]: 9,
    [roles.references]: [`http://127.0.0.1:3000/api/files/r/${"a".repeat(32)}.jpg`],
  };
  expect(bench.hand.calls).toMatchObject([{ kind: "submit", input }]);
  const row = await bench.row(id);
  expect(row).toMatchObject({ status: "in_queue", request_id: "req_1", post_started_at: start, accepted_at: start, charge: "reserved" });
  expect(JSON.parse(row.input_json ?? "")).toMatchObject(input);
});

test("a row stamped by a process that died is unclear: never sent again, its money kept", async () => {
  const id = await bench.take();
  await bench.store.stampPost(id, "{}", start);
  await bench.step(id);
  expect(bench.hand.count("submit")).toBe(0);
  expect(await bench.row(id)).toMatchObject({ status: "unclear", charge: "unclear", charged_micro_usd: 4 * price });
  expect(await bench.held()).toBe(4 * price);
});

test("cancelled before it was sent: no POST, the money given back", async () => {
  const id = await bench.take();
  await bench.store.askCancel(await bench.row(id));
  await bench.step(id);
  expect(bench.hand.calls).toEqual([]);
  expect(await bench.row(id)).toMatchObject({ status: "cancelled", charge: "released", charged_micro_usd: 0, post_started_at: null });
  expect(await bench.held()).toBe(0);
});

test("cancelled between the look at the row and the stamp: still no POST", async () => {
  const id = await bench.take();
  const before = await bench.row(id);
  await bench.store.askCancel(before);
  expect(await bench.step(id, { store: { ...bench.store, find: async () => before } })).toBe(0);
  expect(await bench.row(id)).toMatchObject({ status: "submitting", waiting: "none", attempts: 0 });
  expect(bench.hand.count("submit")).toBe(0);
  await bench.step(id);
  expect(await bench.row(id)).toMatchObject({ status: "cancelled", post_started_at: null });
});

test("a cancel that comes during the POST is kept for the provider", async () => {
  const id = await bench.take();
  bench.hand.meanwhile(async () => void (await bench.store.askCancel(await bench.row(id))));
  await bench.step(id);
  expect(await bench.row(id)).toMatchObject({ status: "in_queue", cancel: "asked" });
});

test.each<[SubmitError, unknown]>([
  [{ code: "refused", message: "images.0: too large" }, { code: "refused", message: "images.0: too large" }],
  [{ code: "token_refused" }, { code: "token_refused" }],
  [{ code: "balance_empty" }, { code: "balance_empty" }],
])("%j is certain: failed, and the money given back", async (error, failure) => {
  says(error);
  const id = await bench.take();
  await bench.step(id);
  const row = await bench.row(id);
  expect(row).toMatchObject({ status: "failed", charge: "released", charged_micro_usd: 0 });
  expect(JSON.parse(row.failure_json ?? "")).toEqual(failure);
  expect(await bench.held()).toBe(0);
});

test("an uncertain answer is settled as unclear at once, and the day keeps its price", async () => {
  says({ code: "uncertain", reason: "HTTP 502 without a code" });
  const id = await bench.take();
  await bench.step(id);
  await bench.step(id);
  expect(bench.hand.count("submit")).toBe(1);
  expect(await bench.row(id)).toMatchObject({ status: "unclear", charge: "unclear" });
  expect(await bench.held()).toBe(4 * price);
  expect(bench.listening.of("generation.unclear")).toEqual([{ id, reason: "HTTP 502 without a code" }]);
});

test.each(["unreachable", "rate_limited"] as const)("%s is sent again later, ever later, and says why it waits", async (code) => {
  says({ code, retryAfterMs: null });
  const id = await bench.take();
  const waits: number[] = [];
  for (let sent = 0; sent < 8; sent += 1) waits.push(await bench.step(id));
  expect(waits).toEqual([1, 2, 5, 10, 30, 60, 60, 60].map((seconds) => seconds * 1000));
  expect(await bench.row(id)).toMatchObject({ status: "submitting", waiting: code, post_started_at: null, attempts: 8 });
  bench.hand.says("submit", { ok: true, value: { requestId: "req_2" } });
  await bench.step(id);
  expect(await bench.row(id)).toMatchObject({ status: "in_queue", waiting: "none", attempts: 0, request_id: "req_2" });
});

test("a longer wait that the provider asked for wins", async () => {
  says({ code: "rate_limited", retryAfterMs: 45_000 });
  expect(await bench.step(await bench.take())).toBe(45_000);
});

test("what never gets through fails in the end, and costs nothing", async () => {
  says({ code: "unreachable", retryAfterMs: null });
  const id = await bench.take();
  for (let sent = 0; sent < limits.sendTries + 3; sent += 1) await bench.step(id);
  expect(bench.hand.count("submit")).toBe(limits.sendTries);
  expect(await bench.row(id)).toMatchObject({ status: "failed", charge: "released", failure_json: '{"code":"unreachable"}' });
});

test("a reference that the provider cannot fetch is said before anything is sent", async () => {
  const id = await bench.take();
  const near = bench.deps.storageOf("local");
  await bench.step(id, { storageOf: () => near && { ...near, publicUrl: () => err({ code: "not_public", variable: "PUBLIC_URL" }) } });
  expect(bench.hand.calls).toEqual([]);
  expect(await bench.row(id)).toMatchObject({ status: "failed", charge: "released", failure_json: '{"code":"reference_not_public","variable":"PUBLIC_URL"}' });
  const other = await bench.take();
  await bench.step(other, { storageOf: () => null });
  expect((await bench.row(other)).failure_json).toContain("UPLOADTHING_TOKEN");
});

test("an answer that comes after the lease was lost still tells where the request is", async () => {
  const id = await bench.take();
  bench.hand.meanwhile(async () => void (await bench.db.updateTable("generations").set({ lease_holder: "another" }).where("id", "=", id).execute()));
  await bench.step(id);
  expect(await bench.row(id)).toMatchObject({ status: "in_queue", request_id: "req_1" });
});

test("a settled row is left alone", async () => {
  const id = await bench.take();
  await bench.store.askCancel(await bench.row(id));
  await bench.step(id);
  expect(await bench.step(id)).toBeGreaterThan(1e12);
  expect(await bench.step("gen_nowhere")).toBeGreaterThan(1e12);
});
