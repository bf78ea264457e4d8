import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { limits, serverLimits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok, type Result } from "@/lib/result";
import type { Measure, MeasureFailure } from "@/lib/server/http";
import type { SubmitError } from "@/lib/server/provider/provider";
import { referenceStore } from "@/lib/server/references/store";
import { draftSchema } from "@/lib/sessions/session";
import { openFollower, pollMs, type Follower } from "@/tests/contracts/support/follower";
import { price, referenceFixture, start } from "@/tests/contracts/support/take-fixture";

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

describe("a reference is proved reachable before anything is paid for", () => {
  const right = ok({ status: 200, mime: "image/jpeg", bytes: referenceFixture().bytes });
  const told = { code: "reference_unreachable", name: "cups.jpg", origin: "http://127.0.0.1:3000", variable: "HOST" };

  test("its public address is fetched before the POST, once: a second take with it does not ask again", async () => {
    const id = await bench.take();
    await bench.step(id);
    expect(bench.download.measured).toEqual([`http://127.0.0.1:3000/api/files/r/${"a".repeat(32)}.jpg`]);
    const { referenceIds } = draftSchema.parse(JSON.parse((await bench.row(id)).draft_json));
    await bench.step(await bench.take({ referenceIds }));
    expect(bench.download.measured).toHaveLength(1);
    expect(bench.hand.count("submit")).toBe(2);
  });

  test("a proof is good for a day, and is then asked for anew before the POST", async () => {
    const id = await bench.take();
    await bench.step(id);
    const { referenceIds } = draftSchema.parse(JSON.parse((await bench.row(id)).draft_json));
    bench.clock.pass(serverLimits.proofKeptMs - 1);
    await bench.step(await bench.take({ referenceIds }));
    expect(bench.download.measured).toHaveLength(1);
    bench.clock.pass(1);
    await bench.step(await bench.take({ referenceIds }));
    expect(bench.download.measured).toHaveLength(2);
    expect(await bench.db.selectFrom("references").select("proved_at").where("id", "in", referenceIds).execute()).toEqual([{ proved_at: bench.clock.now() }]);
    // What yesterday stood and today does not is said before it is paid for.
    bench.clock.pass(serverLimits.proofKeptMs);
    bench.download.gives(ok({ status: 404, mime: "", bytes: 0 }));
    const last = await bench.take({ referenceIds });
    await bench.step(last);
    expect(await bench.row(last)).toMatchObject({ status: "failed", charge: "released" });
    expect(bench.hand.count("submit")).toBe(3);
  });

  test.each<[string, Result<Measure, MeasureFailure>, object]>([
    ["answers 404", ok({ status: 404, mime: "text/html", bytes: 10 }), { found: "status", status: 404 }],
    ["leads elsewhere", ok({ status: 302, mime: "", bytes: 0 }), { found: "status", status: 302 }],
    ["answers a page", ok({ status: 200, mime: "text/html", bytes: 200_000 }), { found: "no_image", status: 200 }],
    ["answers half of it", ok({ status: 200, mime: "image/jpeg", bytes: 100_000 }), { found: "other_bytes", status: 200 }],
    ["answers more than it", err({ code: "too_large" }), { found: "other_bytes", status: null }],
    ["is inside a network", err({ code: "forbidden_address" }), { found: "private_address", status: null }],
  ])("one whose address %s: no POST, the take fails, its money is given back", async (_name, answer, found) => {
    bench.download.gives(answer);
    const id = await bench.take();
    await bench.step(id);
    const row = await bench.row(id);
    expect(row).toMatchObject({ status: "failed", charge: "released", charged_micro_usd: 0, post_started_at: null });
    expect(JSON.parse(row.failure_json ?? "")).toEqual({ ...told, ...found });
    expect([bench.hand.count("submit"), await bench.held()]).toEqual([0, 0]);
  });

  test.each<[string, Result<Measure, MeasureFailure>]>([["does not answer", err({ code: "broken", reason: "reset" })], ["is overloaded", ok({ status: 503, mime: "", bytes: 0 })]])("an address that %s is asked again, and then the take goes on", async (_name, answer) => {
    bench.download.gives(answer, right);
    const id = await bench.take();
    expect(await bench.step(id)).toBe(limits.sendBackoffMs[0]);
    expect(await bench.row(id)).toMatchObject({ status: "submitting", waiting: "reference_unreachable", attempts: 1, post_started_at: null });
    await bench.step(id);
    expect(await bench.row(id)).toMatchObject({ status: "in_queue", waiting: "none", attempts: 0 });
  });

  test("an address that never answers fails the take after so many tries, each with its wait", async () => {
    bench.download.gives(err({ code: "broken", reason: "reset" }));
    const id = await bench.take();
    for (let tries = 1; tries < limits.proofTries; tries += 1) expect(await bench.step(id)).toBeGreaterThan(0);
    await bench.step(id);
    const row = await bench.row(id);
    expect(row).toMatchObject({ status: "failed", charge: "released" });
    expect(JSON.parse(row.failure_json ?? "")).toEqual({ ...told, found: "no_answer", status: null });
    expect([bench.hand.count("submit"), bench.download.measured.length, await bench.held()]).toEqual([0, limits.proofTries, 0]);
  });

  test("a cancel that comes while it waits is taken", async () => {
    bench.download.gives(err({ code: "broken", reason: "reset" }));
    const id = await bench.take();
    await bench.step(id);
    await bench.store.askCancel(await bench.row(id));
    await bench.step(id);
    expect(await bench.row(id)).toMatchObject({ status: "cancelled", charge: "released" });
  });

  test("of two, the one that will never come decides", async () => {
    const rows = [referenceFixture(), referenceFixture({ name: "lost.jpg" })];
    for (const row of rows) await referenceStore(bench.db).insert(row);
    bench.download.gives(err({ code: "broken", reason: "reset" }), ok({ status: 404, mime: "", bytes: 0 }));
    const id = await bench.take({ referenceIds: rows.map((row) => row.id) });
    await bench.step(id);
    expect(JSON.parse((await bench.row(id)).failure_json ?? "")).toMatchObject({ code: "reference_unreachable", name: "lost.jpg", status: 404 });
  });
});
