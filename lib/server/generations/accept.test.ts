import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { accept, type AcceptDeps } from "@/lib/server/generations/accept";
import { askCancel } from "@/lib/server/generations/cancel";
import { referenceStore } from "@/lib/server/references/store";
import { sessionStore } from "@/lib/server/sessions/store";
import { err } from "@/lib/result";
import type { PublicVariable, Storage } from "@/lib/server/storage/storage";
import type { Draft } from "@/lib/sessions/session";
import { defaultModel } from "@/lib/models/catalog";
import { openFollower, type Follower } from "@/tests/contracts/support/follower";
import { acceptDeps, click, day, goodDraft, nearStorage, newSession, owner, price, referenceFixture, rowOf, start } from "@/tests/contracts/support/take-fixture";

let bench: Follower;
beforeEach(async () => { bench = await openFollower(); });
afterEach(() => bench.close());

const submit = async (draft: Partial<Draft> = {}, changes: Partial<AcceptDeps> = {}, sessionId?: string) => {
  const command = { sessionId: sessionId ?? (await newSession(bench.db)).id, idempotencyKey: click(), draft: await goodDraft(bench.db, draft) };
  return { command, answer: await accept(acceptDeps(bench.db, bench.clock.now, changes), owner, command) };
};
const referencesOf = async (count: number) => {
  const rows = Array.from({ length: count }, () => referenceFixture());
  for (const row of rows) await referenceStore(bench.db).insert(row);
  return rows.map(({ id }) => id);
};
const nothingStays = async () => {
  expect(await bench.db.selectFrom("generations").select("id").execute()).toEqual([]);
  expect(await bench.db.selectFrom("generation_references").select("reference_id").execute()).toEqual([]);
  expect(await bench.held()).toBe(0);
};

test("the row is there with its money held before anything is sent", async () => {
  const { answer, command } = await submit({ count: 3 });
  const row = await rowOf(bench.db, answer.ok ? answer.value.id : "");
  expect(row).toMatchObject({
    status: "submitting", take: 1, charge: "reserved", reserved_micro_usd: 3 * price, budget_day: day, post_started_at: null, request_id: null, due_at: start, base_url: "http://127.0.0.1:4010/v1",
  });
  expect(JSON.parse(row.draft_json)).toEqual(command.draft);
  expect(await bench.held()).toBe(3 * price);
});

test("references keep the order of the draft", async () => {
  const [first = "", second = ""] = await referencesOf(2);
  const { answer } = await submit({ referenceIds: [second, first] });
  const kept = await bench.db.selectFrom("generation_references").select("reference_id").where("generation_id", "=", answer.ok ? answer.value.id : "").orderBy("position").execute();
  expect(kept.map((one) => one.reference_id)).toEqual([second, first]);
});

test("the same key again is the same take, whatever else changed meanwhile", async () => {
  const { command, answer } = await submit();
  const again = await accept(acceptDeps(bench.db, bench.clock.now, { caps: { perTakeMicroUsd: 0, perDayMicroUsd: 0, perOwnerDayMicroUsd: 10_000_000 } }), owner, { ...command, draft: { ...command.draft, prompt: "" } });
  expect(again).toEqual(answer);
  expect(await bench.held()).toBe(4 * price);
});

test("over the cap of a take: refused with both amounts, nothing stays", async () => {
  const { answer } = await submit({ count: 4 }, { caps: { perTakeMicroUsd: 4 * price - 1, perDayMicroUsd: 10_000_000, perOwnerDayMicroUsd: 10_000_000 } });
  expect(answer).toEqual({ ok: false, error: { code: "over_take_cap", priceMicroUsd: 4 * price, capMicroUsd: 4 * price - 1 } });
  await nothingStays();
});

test("exactly the cap is allowed, once; the next one hears what is left", async () => {
  const caps = { perTakeMicroUsd: 4 * price, perDayMicroUsd: 7 * price, perOwnerDayMicroUsd: 10_000_000 };
  expect((await submit({}, { caps })).answer.ok).toBe(true);
  expect((await submit({}, { caps })).answer).toEqual({ ok: false, error: { code: "over_day_cap", priceMicroUsd: 4 * price, leftMicroUsd: 3 * price, capMicroUsd: 7 * price } });
  expect((await submit({ count: 3 }, { caps })).answer.ok).toBe(true);
});

test("a new UTC day has its cap back", async () => {
  const caps = { perTakeMicroUsd: 4 * price, perDayMicroUsd: 4 * price, perOwnerDayMicroUsd: 10_000_000 };
  await submit({}, { caps });
  bench.clock.pass(14 * 3600 * 1000);
  expect((await submit({}, { caps })).answer.ok).toBe(true);
});

test("a refusal over the day's cap uses up no number", async () => {
  const { id: sessionId } = await newSession(bench.db);
  await submit({}, { caps: { perTakeMicroUsd: 1_000_000, perDayMicroUsd: 0, perOwnerDayMicroUsd: 10_000_000 } }, sessionId);
  const { answer } = await submit({}, {}, sessionId);
  expect((await rowOf(bench.db, answer.ok ? answer.value.id : "")).take).toBe(1);
});

test("no price known: refused, naming the variable; a price of nothing is a price", async () => {
  const engine = acceptDeps(bench.db, bench.clock.now).engine;
  expect((await submit({}, { engine: { ...engine, pricePerOutput: () => null } })).answer).toEqual({ ok: false, error: { code: "price_unknown", variable: "PRICE_USD_PER_OUTPUT" } });
  await nothingStays();
  const free = { engine: { ...engine, pricePerOutput: () => 0 }, caps: { perTakeMicroUsd: 0, perDayMicroUsd: 0, perOwnerDayMicroUsd: 10_000_000 } };
  expect((await submit({}, free)).answer.ok).toBe(true);
});

test("a reference that went meanwhile, or is another's, is said at the field", async () => {
  const foreign = referenceFixture({ owner_id: "ann" });
  await referenceStore(bench.db).insert(foreign);
  const [own = ""] = await referencesOf(1);
  for (const stale of [newId("ref"), foreign.id]) {
    const { answer } = await submit({ referenceIds: [own, stale] });
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid_input", fields: { references: { code: "references_gone" } } } });
  }
  await nothingStays();
});

test("references and pictures together are at most fifteen", async () => {
  const referenceIds = await referencesOf(10);
  expect((await submit({ referenceIds, count: 5 })).answer.ok).toBe(true);
  expect((await submit({ referenceIds, count: 6 })).answer).toEqual({ ok: false, error: { code: "invalid_input", fields: { count: { code: "no_room", references: 10, room: 5 } } } });
});

test("every field that does not fit is named at once; 600 characters count as people count them", async () => {
  const { answer } = await submit({ prompt: " ", size: "1:1", referenceIds: [] });
  expect(answer.ok ? [] : Object.keys("fields" in answer.error ? answer.error.fields : {}).sort()).toEqual(["prompt", "references", "size"]);
  expect((await submit({ prompt: "🌆".repeat(600) })).answer.ok).toBe(true);
  expect((await submit({ prompt: "a".repeat(601) })).answer.ok).toBe(false);
});

test("the first take names its session; a later one does not", async () => {
  const { id: sessionId } = await newSession(bench.db);
  const title = async () => (await sessionStore(bench.db, defaultModel.emptyDraft).find(owner, sessionId))?.title;
  await submit({ prompt: "Four cups, 4 images" }, {}, sessionId);
  const first = await title();
  expect(first).toContain("Four cups");
  await submit({ prompt: "Another one, 4 images" }, {}, sessionId);
  expect(await title()).toBe(first);
});

test("a cancel is taken while it waits, is the same again, and is refused once it began or ended", async () => {
  const id = await bench.queued();
  expect(await askCancel(bench.store, "ann", id)).toEqual({ ok: false, error: { code: "not_found" } });
  expect(await askCancel(bench.store, owner, id)).toEqual({ ok: true, value: { id } });
  expect(await askCancel(bench.store, owner, id)).toEqual({ ok: true, value: { id } });
  const running = await bench.queued();
  bench.hand.says("status", { ok: true, value: { state: "in_progress" } });
  await bench.step(running);
  expect(await askCancel(bench.store, owner, running)).toEqual({ ok: false, error: { code: "already_begun" } });
  await bench.step(id);
  const other = await bench.take();
  await bench.store.askCancel(await bench.row(other));
  await bench.step(other);
  await bench.db.updateTable("generations").set({ cancel: "none" }).where("id", "=", other).execute();
  expect(await askCancel(bench.store, owner, other)).toEqual({ ok: false, error: { code: "settled" } });
});

const placeOf = (variable: PublicVariable): Storage => ({ ...nearStorage, publicUrl: () => err({ code: "not_public", variable }) });
test.each<[string, Storage | null, PublicVariable]>([
  ["this computer's own address", placeOf("PUBLIC_URL"), "PUBLIC_URL"],
  ["a service without its token", null, "UPLOADTHING_TOKEN"],
  ["a file host in plain http", placeOf("UPLOADTHING_UFS_HOST"), "UPLOADTHING_UFS_HOST"],
])("with a reference at %s and an engine out there: refused at the click, by the variable at fault", async (_name, storage, variable) => {
  const { answer } = await submit({}, { storageOf: () => storage });
  expect(answer).toMatchObject({ ok: false, error: { code: "invalid_input", fields: { references: { code: "not_public", variable } } } });
  await nothingStays();
});

test("what a take is made from is noted as used, for the shelf", async () => {
  const { command } = await submit();
  expect(await bench.db.selectFrom("references").select(["id", "used_at"]).execute()).toEqual([{ id: command.draft.referenceIds[0], used_at: start }]);
});
