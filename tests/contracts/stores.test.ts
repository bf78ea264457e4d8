import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import { limits } from "@/lib/limits";
import { correctDay, dayBudget, heldOn, holdOfDay, type Caps } from "@/lib/server/budget/store";
import type { Database } from "@/lib/server/db/database";
import { migrate } from "@/lib/server/db/migrate";
import { openPostgres } from "@/lib/server/db/postgres";
import { accept } from "@/lib/server/generations/accept";
import { readSheet } from "@/lib/server/generations/read-sheet";
import { generationStore } from "@/lib/server/generations/store";
import { referenceStore } from "@/lib/server/references/store";
import { sessionStore } from "@/lib/server/sessions/store";
import { createFiles } from "@/lib/server/storage/files";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { acceptDeps, acceptedTake, click, day, goodDraft, listeningLog, newSession, owner, price, referenceFixture, rowOf, start } from "@/tests/contracts/support/take-fixture";

/** Undoes a transaction that would go over a cap, as accepting does. */
class OverCap extends Error {}

onBothDatabases("the stores", guarantees, (place) => {
  test("a server that sends its connections away costs those, never the process", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const db = openPostgres(place.server().urlOf("postgres"));
    const answer = async () => (await sql<{ one: number }>`select 1 as one`.execute(db)).rows;
    await answer();
    await place.server().run("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'");
    await expect.poll(() => logged.mock.calls.flat().join()).toContain("database.connection_lost");
    await expect.poll(() => answer().catch(() => null)).toEqual([{ one: 1 }]);
    await db.destroy();
    logged.mockRestore();
  });
});

function guarantees(place: Place): void {
  let db: Database;
  let filesFolder = "";
  const now = () => start;

  beforeAll(() => { filesFolder = mkdtempSync(path.join(tmpdir(), "sheet-files-")); });
  afterAll(() => { rmSync(filesFolder, { recursive: true, force: true }); });
  beforeEach(async () => { db = await place.open(); });
  afterEach(() => place.close(db));

  const plenty = { perTakeMicroUsd: 1_000_000, perDayMicroUsd: 1_000_000, perOwnerDayMicroUsd: 1_000_000 };
  const hold = (amount: number, cap: number, caps: Partial<Caps> = {}, ownerId = owner) =>
    db.transaction().execute(async (tx) => {
      const isHeld = await holdOfDay(tx, day, ownerId, amount, { ...plenty, perDayMicroUsd: cap, ...caps });
      if (!isHeld) throw new OverCap();
      return isHeld;
    }).catch((error: unknown) => {
      if (error instanceof OverCap) return false;
      throw error;
    });
  const readDeps = () => ({ db, files: createFiles(filesFolder), modelOf: () => defaultModel, log: listeningLog().log });

  describe("budget", () => {
    test("holds that come at once never exceed the cap, and use it up", async () => {
      const held = await Promise.all(Array.from({ length: 12 }, () => hold(30, 100)));
      expect(held.filter(Boolean)).toHaveLength(3);
      expect(await heldOn(db, day)).toBe(90);
      expect(await hold(10, 100)).toBe(true);
    });
    test("a hold gives nothing away when its transaction fails", async () => {
      await expect(db.transaction().execute(async (tx) => {
        await holdOfDay(tx, day, owner, 30, plenty);
        throw new Error("undone");
      })).rejects.toThrow("undone");
      expect(await heldOn(db, day)).toBe(0);
    });
    test("each day has a counter of its own, and a correction moves it both ways", async () => {
      await hold(60, 100);
      await db.transaction().execute((tx) => correctDay(tx, day, owner, -25));
      expect([await heldOn(db, day), await heldOn(db, "2026-11-22")]).toEqual([35, 0]);
      await db.transaction().execute((tx) => correctDay(tx, day, owner, 5));
      expect(await heldOn(db, day)).toBe(40);
    });
    test("an owner has a cap beside everyone's, and the tighter one is told", async () => {
      const caps = { ...plenty, perDayMicroUsd: 100, perOwnerDayMicroUsd: 40 };
      expect([await hold(40, 100, caps, "ann"), await hold(1, 100, caps, "ann"), await hold(40, 100, caps, "bob")]).toEqual([true, false, true]);
      expect([await heldOn(db, day), await heldOn(db, day, "ann"), await heldOn(db, day, "bob")]).toEqual([80, 40, 40]);
      expect(await dayBudget(db, day, "ann", caps)).toEqual({ heldMicroUsd: 40, capMicroUsd: 40 });
      expect(await dayBudget(db, day, "cleo", caps)).toEqual({ heldMicroUsd: 80, capMicroUsd: 100 });
      await db.transaction().execute((tx) => correctDay(tx, day, "ann", -15));
      expect([await heldOn(db, day), await heldOn(db, day, "ann"), await heldOn(db, day, "bob")]).toEqual([65, 25, 40]);
    });
    test("an owner's holds that come at once never exceed his cap", async () => {
      const held = await Promise.all(Array.from({ length: 12 }, () => hold(30, 1_000_000, { perOwnerDayMicroUsd: 100 })));
      expect(held.filter(Boolean)).toHaveLength(3);
      expect([await heldOn(db, day), await heldOn(db, day, owner)]).toEqual([90, 90]);
    });
  });

  describe("sessions", () => {
    const sessions = () => sessionStore(db, defaultModel.emptyDraft);
    test("a draft comes back as it was saved; an older tab's draft never overwrites it", async () => {
      const { id } = await newSession(db);
      const draft = { ...defaultModel.emptyDraft(), prompt: "早 🌆 \"quoted\"", seed: 7 };
      expect(await sessions().saveDraft(owner, id, draft, 0, start)).toBe(true);
      expect(await sessions().saveDraft(owner, id, { ...draft, prompt: "older" }, 0, start)).toBe(false);
      expect(await sessions().find(owner, id)).toMatchObject({ draft, draftRevision: 1 });
    });
    test("of two saves of one revision at once, one is taken", async () => {
      const { id } = await newSession(db);
      const saved = await Promise.all(["a", "b", "c"].map((prompt) => sessions().saveDraft(owner, id, { ...defaultModel.emptyDraft(), prompt }, 0, start)));
      expect(saved.filter(Boolean)).toHaveLength(1);
    });
    test("another owner finds nothing and saves nothing; the newest is one's own", async () => {
      const { id } = await newSession(db);
      expect(await sessions().find("ann", id)).toBeNull();
      expect(await sessions().newest("ann")).toBeNull();
      expect(await sessions().saveDraft("ann", id, defaultModel.emptyDraft(), 0, start)).toBe(false);
      expect((await sessions().newest(owner))?.id).toBe(id);
    });
    test("a draft that no longer parses gives an empty one, never an error", async () => {
      const { id } = await newSession(db);
      await db.updateTable("sessions").set({ draft_json: '{"prompt": 4}' }).where("id", "=", id).execute();
      expect((await sessions().find(owner, id))?.draft).toEqual(defaultModel.emptyDraft());
    });
  });

  describe("references", () => {
    const references = () => referenceStore(db);
    const upload = { tile_id: "c".repeat(32), owner_id: owner, session_id: "ses", name: "cups.jpg", source_json: null, other_way_of: null, created_at: start };
    test("they come in the order asked for; another owner's are left out", async () => {
      const [first, second, foreign] = [referenceFixture(), referenceFixture(), referenceFixture({ owner_id: "ann" })];
      for (const row of [first, second, foreign]) await references().insert(row);
      expect((await references().findMany(owner, [second.id, foreign.id, first.id])).map(({ id }) => id)).toEqual([second.id, first.id]);
      expect(await references().find(owner, foreign.id)).toBeUndefined();
    });
    test("a tile belongs to who opened it first; a second try finds it", async () => {
      expect(await references().openUpload(upload)).toBe(true);
      expect(await references().openUpload(upload)).toBe(true);
      expect(await references().openUpload({ ...upload, owner_id: "ann" })).toBe(false);
    });
    test("of two looks at one upload at once, one reference is made", async () => {
      await references().openUpload(upload);
      const made = await Promise.all([1, 2, 3].map(() => references().setReference(upload.tile_id, referenceFixture(), start)));
      expect(made.filter((standing) => standing !== null)).toHaveLength(1);
      expect(await db.selectFrom("references").select("id").execute()).toHaveLength(1);
    });
    test("the first key that an upload is stored under stays", async () => {
      await references().openUpload(upload);
      await references().setIngestKey(upload.tile_id, "k1");
      await references().setIngestKey(upload.tile_id, "k2");
      await references().setStored(upload.tile_id, "s1");
      await references().setStored(upload.tile_id, "s2");
      expect(await references().findUploadByIngestKey("k1")).toMatchObject({ tile_id: upload.tile_id, stored_key: "s1" });
      expect(await references().findUploadByIngestKey("k2")).toBeUndefined();
    });
  });

  describe("a submit", () => {
    test("one key at once from many tabs is one take, and one hold", async () => {
      const { id: sessionId } = await newSession(db);
      const command = { sessionId, idempotencyKey: click(), draft: await goodDraft(db) };
      const accepted = await Promise.all(Array.from({ length: 6 }, () => accept(acceptDeps(db, now), owner, command)));
      expect(new Set(accepted.map((one) => (one.ok ? one.value.id : one.error.code))).size).toBe(1);
      expect(await db.selectFrom("generations").select("take").execute()).toEqual([{ take: 1 }]);
      expect(await heldOn(db, day)).toBe(4 * price);
    });
    test("many at once are numbered without a gap, and stop at the day's cap", async () => {
      const { id: sessionId } = await newSession(db);
      const deps = acceptDeps(db, now, { caps: { perTakeMicroUsd: 1_000_000, perDayMicroUsd: 10 * price, perOwnerDayMicroUsd: 10_000_000 } });
      const drafts = await Promise.all(Array.from({ length: 5 }, () => goodDraft(db)));
      const accepted = await Promise.all(drafts.map((draft) => accept(deps, owner, { sessionId, idempotencyKey: click(), draft })));
      expect(accepted.filter(({ ok }) => ok)).toHaveLength(2);
      expect(accepted.find(({ ok }) => !ok)).toEqual({ ok: false, error: { code: "over_day_cap", priceMicroUsd: 4 * price, leftMicroUsd: 2 * price, capMicroUsd: 10 * price } });
      expect((await db.selectFrom("generations").select("take").orderBy("take").execute()).map(({ take }) => take)).toEqual([1, 2]);
      expect(await heldOn(db, day)).toBe(8 * price);
    });
    test("two owners may use one key", async () => {
      const key = click();
      for (const ownerId of [owner, "ann"]) {
        const { id: sessionId } = await newSession(db, ownerId);
        expect((await accept(acceptDeps(db, now), ownerId, { sessionId, idempotencyKey: key, draft: await goodDraft(db, {}, ownerId) })).ok).toBe(true);
      }
    });
    test("another owner's session is not there", async () => {
      const { id: sessionId } = await newSession(db, "ann");
      expect(await accept(acceptDeps(db, now), owner, { sessionId, idempotencyKey: click(), draft: await goodDraft(db) })).toEqual({ ok: false, error: { code: "session_not_found" } });
      expect(await heldOn(db, day)).toBe(0);
    });
  });

  describe("leases", () => {
    const of = (holder: string) => generationStore(db, holder);
    test("two holders at once never claim one row", async () => {
      const { id: sessionId } = await newSession(db);
      for (let take = 0; take < 6; take += 1) await acceptedTake(db, now, { sessionId });
      const claims = (await Promise.all(["a", "b", "a", "b"].map((holder) => of(holder).claimDue(start, 4)))).flat();
      expect(new Set(claims).size).toBe(claims.length);
      const rest = await of("c").claimDue(start, 100);
      expect(new Set([...claims, ...rest]).size).toBe(6);
      expect(claims.length + rest.length).toBe(6);
    });
    test("a claim that has to wait for another one gets none of its rows", async () => {
      const row = await acceptedTake(db, now);
      let second: Promise<string[]> = Promise.resolve([]);
      const first = await db.transaction().execute(async (tx) => {
        const claimed = await generationStore(tx, "a").claimDue(start, 10);
        second = of("b").claimDue(start, 10);
        await expect.poll(() => place.someoneWaits()).toBe(true);
        return claimed;
      });
      expect([first, await second]).toEqual([[row.id], []]);
    });
    test("a row is claimed again only once its lease ran out; who lost it moves it no more", async () => {
      const row = await acceptedTake(db, now);
      expect(await of("a").claimDue(start, 10)).toEqual([row.id]);
      expect(await of("b").claimDue(start + limits.leaseMs, 10)).toEqual([]);
      await of("a").renew([row.id], start + 1000);
      expect(await of("b").claimDue(start + limits.leaseMs + 1, 10)).toEqual([]);
      expect(await of("b").claimDue(start + limits.leaseMs + 1001, 10)).toEqual([row.id]);
      expect(await of("a").stampPost(row.id, "{}", start)).toBe(false);
      expect(await of("a").move(row, "in_queue", { request_id: "r" }, start)).toBe(false);
      await of("a").renew([row.id], start + 1_000_000);
      await of("a").release(row.id, start + 1_000_000);
      expect(await of("b").move(row, "in_queue", { request_id: "r" }, start)).toBe(true);
      expect(await rowOf(db, row.id)).toMatchObject({ lease_holder: "b", status: "in_queue", due_at: start + limits.leaseMs + 1001 });
    });
    test("a dead holder's rows are free at once", async () => {
      const row = await acceptedTake(db, now);
      await of("a").claimDue(start, 10);
      expect(await of("b").holders()).toEqual(["a"]);
      await of("b").releaseAllOf("a");
      expect(await of("b").claimDue(start, 10)).toEqual([row.id]);
    });
    test("a released row comes back when it said, and the next due time says when that is", async () => {
      const row = await acceptedTake(db, now);
      await of("a").claimDue(start, 10);
      expect(await of("a").nextDueAt()).toBe(start + limits.leaseMs);
      await of("a").release(row.id, start + 5000);
      expect(await of("a").nextDueAt()).toBe(start + 5000);
      expect(await of("a").claimDue(start + 4999, 10)).toEqual([]);
      expect(await of("a").claimDue(start + 5000, 10)).toEqual([row.id]);
    });
    test("a cancel that came while the row was held is looked at now, not at the time the step gave", async () => {
      const row = await acceptedTake(db, now);
      await of("a").claimDue(start, 10);
      expect(await of("web").askCancel(row)).toBe(true);
      await of("a").release(row.id, start + 60_000);
      expect(await of("b").claimDue(start, 10)).toEqual([row.id]);
    });
    test("a settled row is never claimed, whatever its due time", async () => {
      const row = await acceptedTake(db, now);
      await of("a").claimDue(start, 10);
      await of("a").move(row, "cancelled", {}, start, { charge: "released", chargedMicroUsd: 0 });
      await of("a").release(row.id, 0);
      expect(await of("b").claimDue(start + 1_000_000, 10)).toEqual([]);
      expect(await of("b").nextDueAt()).toBeNull();
    });
  });

  describe("one generation", () => {
    const store = () => generationStore(db, "a");
    const claimed = async (ownerId = owner) => {
      const row = await acceptedTake(db, now, { ownerId });
      await store().claimDue(start, 100);
      return rowOf(db, row.id);
    };
    test("a step that the life cycle does not know throws and changes nothing", async () => {
      const row = await claimed();
      await expect(store().move(row, "completed", {}, start)).rejects.toThrow("no way from submitting to completed");
      expect(await rowOf(db, row.id)).toEqual(row);
    });
    test("a step from a status that the row has left is not taken", async () => {
      const row = await claimed();
      await store().move(row, "in_queue", { request_id: "r" }, start);
      expect(await store().move(row, "failed", {}, start, { charge: "released", chargedMicroUsd: 0 })).toBe(false);
      expect(await heldOn(db, day)).toBe(4 * price);
    });
    test("the stamp before the POST is given once, and not after a cancel", async () => {
      const row = await claimed();
      expect((await Promise.all([1, 2, 3].map(() => store().stampPost(row.id, "{}", start)))).filter(Boolean)).toHaveLength(1);
      const cancelled = await claimed();
      await store().askCancel(cancelled);
      expect(await store().stampPost(cancelled.id, "{}", start)).toBe(false);
      expect((await rowOf(db, cancelled.id)).post_started_at).toBeNull();
    });
    test("the money of a settlement and the day's counter move together", async () => {
      const row = await claimed();
      await store().move(row, "failed", {}, start, { charge: "released", chargedMicroUsd: 0, failure: { code: "token_refused" } });
      expect(await rowOf(db, row.id)).toMatchObject({ charge: "released", charged_micro_usd: 0, settled_at: start, failure_json: '{"code":"token_refused"}' });
      expect(await heldOn(db, day)).toBe(0);
    });
    test("saving begins once, with a row for each file and the told cost held against the day", async () => {
      const row = await claimed();
      await store().move(row, "in_queue", { request_id: "r" }, start);
      const urls = ["https://files.test/1", "https://files.test/2"];
      expect((await Promise.all([1, 2].map(() => store().startSaving(row, urls, 70_000, start)))).filter(Boolean)).toHaveLength(1);
      expect((await store().outputs(row.id)).map(({ frame, state, source_url }) => [frame, state, source_url])).toEqual(urls.map((url, at) => [at + 1, "pending", url]));
      expect(await heldOn(db, day)).toBe(70_000);
      await store().addMissing(row.id, [2, 3], start);
      expect((await store().outputs(row.id)).map(({ state }) => state)).toEqual(["pending", "pending", "missing"]);
    });
    test("late news of a refusal settles an unclear take, and gives its money back", async () => {
      const row = await claimed();
      const before = await heldOn(db, day);
      await store().move(row, "unclear", {}, start, { charge: "unclear", chargedMicroUsd: row.charged_micro_usd });
      await store().refuseLate(row, { code: "balance_empty" }, start);
      expect(await store().find(row.id)).toMatchObject({ status: "failed", charge: "released" });
      expect(await heldOn(db, day)).toBe(before - row.charged_micro_usd);
    });
    test("a frame that is home stays as it is, whatever a process that lost the row says of it", async () => {
      const row = await claimed();
      await store().move(row, "in_queue", { request_id: "r" }, start);
      await store().startSaving(row, ["https://files.test/1"], null, start);
      const [output] = await store().outputs(row.id);
      await store().setOutput(row, output?.id ?? "", { state: "delivered" });
      await store().setOutput(row, output?.id ?? "", { state: "lost" });
      expect((await store().outputs(row.id)).map(({ state }) => state)).toEqual(["delivered"]);
    });
    test("late news moves an unclear take on, once, and never a known request", async () => {
      const row = await claimed();
      await store().stampPost(row.id, "{}", start);
      await store().move(row, "unclear", {}, start, { charge: "unclear", chargedMicroUsd: row.charged_micro_usd });
      await generationStore(db, "gone").acceptLate(row, "late-1", start + 1);
      await generationStore(db, "gone").acceptLate(row, "late-2", start + 2);
      expect(await rowOf(db, row.id)).toMatchObject({ status: "in_queue", request_id: "late-1", charge: "reserved", settled_at: null });
    });
    test("a cancel is asked for once, and only while nothing has begun", async () => {
      const row = await claimed();
      expect((await Promise.all([1, 2].map(() => store().askCancel(row)))).filter(Boolean)).toHaveLength(1);
      const running = await claimed();
      await store().move(running, "in_queue", { request_id: "r" }, start);
      await store().move({ ...running, status: "in_queue" }, "in_progress", { started_at: start }, start);
      expect(await store().askCancel(running)).toBe(false);
    });
    test("another owner finds neither the take nor its frames", async () => {
      const row = await claimed("ann");
      await store().move(row, "in_queue", { request_id: "r" }, start);
      await store().startSaving(row, ["https://files.test/1"], null, start);
      const [output] = await store().outputs(row.id);
      await store().setOutput(row, output?.id ?? "", { state: "delivered", media: "image", mime: "image/png", file_key: `o/${"d".repeat(64)}.png` });
      expect(await store().findOwned(owner, row.id)).toBeUndefined();
      expect(await store().findDelivered(owner, output?.id ?? "")).toBeUndefined();
      expect((await store().findDelivered("ann", output?.id ?? ""))?.frame).toBe(1);
      expect(await readSheet(readDeps(), owner, row.session_id, 0)).toBeNull();
    });
  });

  describe("the sheet", () => {
    test("each change gives a greater version, and `since` misses none, however many come at once", async () => {
      const { id: sessionId } = await newSession(db);
      const rows = await Promise.all(Array.from({ length: 4 }, () => acceptedTake(db, now, { sessionId })));
      const store = generationStore(db, "a");
      await store.claimDue(start, 10);
      const seen = new Map<string, string>();
      let since = 0;
      const poll = async () => {
        const asked = since;
        const sheet = await readSheet(readDeps(), owner, sessionId, asked);
        for (const { id, status, version } of sheet?.generations ?? []) {
          expect(version).toBeGreaterThan(asked);
          seen.set(id, status);
        }
        expect(sheet?.version).toBeGreaterThanOrEqual(asked);
        since = Math.max(since, sheet?.version ?? 0);
      };
      const toQueue = rows.map((row) => store.move(row, "in_queue", { request_id: row.id }, start));
      await Promise.all([poll(), ...toQueue]);
      const asQueued = await Promise.all(rows.map(({ id }) => rowOf(db, id)));
      await Promise.all([poll(), ...asQueued.map((row) => store.move(row, "in_progress", { started_at: start }, start))]);
      await poll();
      expect([...seen.values()]).toEqual(rows.map(() => "in_progress"));
      const versions = (await db.selectFrom("generations").select("version").execute()).map(({ version }) => version);
      expect(new Set(versions).size).toBe(rows.length);
      expect((await readSheet(readDeps(), owner, sessionId, since))?.generations).toEqual([]);
    });
    test("a frame that arrives is news of its take", async () => {
      const row = await acceptedTake(db, now);
      const store = generationStore(db, "a");
      await store.claimDue(start, 10);
      await store.move(row, "in_queue", { request_id: "r" }, start);
      await store.startSaving(row, ["https://files.test/1"], null, start);
      const before = await readSheet(readDeps(), owner, row.session_id, 0);
      const [output] = await store.outputs(row.id);
      await store.setOutput(row, output?.id ?? "", { state: "lost" });
      const after = await readSheet(readDeps(), owner, row.session_id, before?.version ?? 0);
      expect(after?.generations).toMatchObject([{ id: row.id, status: "saving", outputs: [{ state: "lost", index: 1 }] }]);
    });
    test("a row that does not parse is left out and logged; the others stay", async () => {
      const { id: sessionId } = await newSession(db);
      const [bad, good] = [await acceptedTake(db, now, { sessionId }), await acceptedTake(db, now, { sessionId })];
      await db.updateTable("generations").set({ draft_json: "{}" }).where("id", "=", bad.id).execute();
      const listening = listeningLog();
      const sheet = await readSheet({ ...readDeps(), log: listening.log }, owner, sessionId, 0);
      expect(sheet?.generations.map(({ id }) => id)).toEqual([good.id]);
      expect(listening.of("generation.unreadable")).toMatchObject([{ id: bad.id }]);
    });
  });

  test("migrating what is migrated changes nothing", async () => {
    const row = await acceptedTake(db, now);
    await migrate(db);
    expect(await rowOf(db, row.id)).toEqual(row);
  });
}
