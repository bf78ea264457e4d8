import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { limits } from "@/lib/limits";
import { newId } from "@/lib/ids";
import { defaultModel } from "@/lib/models/catalog";
import { ok } from "@/lib/result";
import type { Database, GenerationRow } from "@/lib/server/db/database";
import { accept } from "@/lib/server/generations/accept";
import { readSheet } from "@/lib/server/generations/read-sheet";
import { generationStore } from "@/lib/server/generations/store";
import { referenceStore } from "@/lib/server/references/store";
import { listSessions } from "@/lib/server/sessions/list";
import { sessionStore } from "@/lib/server/sessions/store";
import { sweepOnce } from "@/lib/server/sessions/sweeper";
import { createFiles, outputKey, thumbKey, type FileKey } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";
import { readCursor } from "@/lib/sessions/summary";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { acceptDeps, acceptedTake, click, goodDraft, handClock, listeningLog, newSession, owner, referenceFixture, rowOf, start, type HandClock } from "@/tests/contracts/support/take-fixture";

onBothDatabases("sessions", guarantees);

const hex = (letter: string): string => letter.repeat(64);

function guarantees(place: Place): void {
  let db: Database;
  let clock: HandClock;
  let folder: string;
  beforeEach(async () => {
    db = await place.open();
    clock = handClock();
    folder = mkdtempSync(path.join(tmpdir(), "sheet-sessions-"));
  });
  afterEach(async () => {
    await place.close(db);
    rmSync(folder, { recursive: true, force: true });
  });

  const sessions = () => sessionStore(db, defaultModel.emptyDraft);
  const files = () => createFiles(folder);
  const list = (changes: { search?: string; limit?: number; cursor?: string | null; ownerId?: string } = {}) =>
    listSessions({ db, files: files(), build: "b", now: clock.now }, changes.ownerId ?? owner, { search: changes.search ?? "", limit: changes.limit ?? 24, cursor: readCursor(changes.cursor ?? null) });
  const titles = async (search: string) => (await list({ search })).sessions.map(({ title }) => title).sort();
  const named = async (title: string, changes: { prompt?: string; ownerId?: string } = {}) => {
    const session = await sessions().create(changes.ownerId ?? owner, clock.now());
    await sessions().rename(changes.ownerId ?? owner, session.id, title);
    if (changes.prompt) await sessions().saveDraft(changes.ownerId ?? owner, session.id, { ...session.draft, prompt: changes.prompt }, 0, clock.now());
    return session;
  };

  describe("the list", () => {
    test("60 sessions come page by page, last used first, each once, although several were used in the same moment", async () => {
      const made: string[] = [];
      for (let nth = 0; nth < 60; nth += 1) {
        if (nth % 3 === 0) clock.pass(1);
        made.push((await sessions().create(owner, clock.now())).id);
      }
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < 4; page += 1) {
        const answer: Awaited<ReturnType<typeof list>> = await list({ cursor });
        seen.push(...answer.sessions.map(({ id }) => id));
        cursor = answer.nextCursor;
        if (cursor === null) break;
      }
      expect(cursor).toBeNull();
      expect(seen).toHaveLength(60);
      expect(new Set(seen)).toEqual(new Set(made));
      expect(seen.slice(0, 3).sort()).toEqual(made.slice(-3).sort());
    });
    test("one that nobody has touched is found again instead of another; what was named, written or duplicated is not", async () => {
      const first = await sessions().create(owner, clock.now());
      clock.pass(1000);
      await named("Cups");
      clock.pass(1000);
      expect(await sessions().untouched("ann", [], clock.now())).toBeNull();
      expect((await sessions().untouched(owner, [], clock.now()))?.id).toBe(first.id);
      expect((await list()).sessions[0]?.id).toBe(first.id);
      expect(await sessions().untouched(owner, [first.id], clock.now())).toBeNull();
      await sessions().saveDraft(owner, first.id, { ...first.draft, prompt: "cups" }, 0, clock.now());
      const copy = await sessions().duplicate(owner, first.id, null, "copy", clock.now());
      expect([copy?.draft.prompt, await sessions().untouched(owner, [], clock.now())]).toEqual(["cups", null]);
    });
    test("a session that has a draft alone shows its first photograph", async () => {
      const session = await sessions().create(owner, clock.now());
      const photograph = await referenceStore(db).insert(referenceFixture({ thumb_key: "t/of-the-draft.webp" }));
      await sessions().saveDraft(owner, session.id, { ...session.draft, referenceIds: [photograph.id] }, 0, clock.now());
      expect((await list()).sessions[0]?.coverUrl).toContain("of-the-draft");
    });
    test("takes, frames, what still runs, and the newest delivered frame as its cover", async () => {
      const { id: sessionId } = await newSession(db);
      const first = await deliver(await acceptedTake(db, clock.now, { sessionId }), ["1", "2"]);
      const second = await deliver(await acceptedTake(db, clock.now, { sessionId }), ["3", "4"]);
      await acceptedTake(db, clock.now, { sessionId });
      expect([first.take, second.take]).toEqual([1, 2]);
      expect((await list()).sessions).toMatchObject([{ id: sessionId, takes: 3, frames: 4, openTakes: 1, coverUrl: files().urlOf(thumbKey(hex("4"), 640)) }]);
    });
    test("nobody sees another's, and nobody a deleted one", async () => {
      await named("Ann's", { ownerId: "ann" });
      const { id } = await named("Gone");
      await sessions().remove(owner, id, clock.now());
      expect((await list()).sessions).toEqual([]);
      expect((await list({ search: "Ann" })).sessions).toEqual([]);
      expect((await list({ ownerId: "ann" })).sessions).toHaveLength(1);
    });
  });

  describe("the search", () => {
    test("finds words of the title, the draft and any take's prompt, whatever their case and script", async () => {
      await named("Tassen ÄPFEL");
      await named("컵, 봄", { prompt: "A draft about Dusk" });
      const { id: sessionId } = await named("Third");
      await acceptedTake(db, clock.now, { sessionId, draft: { prompt: "Generate 4 images of the Blue cups" } });
      expect(await titles("äpfel")).toEqual(["Tassen ÄPFEL"]);
      expect(await titles("컵".normalize("NFD"))).toEqual(["컵, 봄"]);
      expect(await titles("DUSK 봄")).toEqual(["컵, 봄"]);
      expect(await titles("blue third")).toEqual(["Third"]);
      expect(await titles("blue dusk")).toEqual([]);
    });
    test("what is typed has no wildcards and no commands", async () => {
      await named("100% wool");
      await named("100 wool");
      await named("a_b! 'c'");
      expect(await titles("100%")).toEqual(["100% wool"]);
      expect(await titles("_b!")).toEqual(["a_b! 'c'"]);
      expect(await titles("'c'")).toEqual(["a_b! 'c'"]);
      expect(await titles("a%b")).toEqual([]);
    });
    test("a new title is found and the old one is not; the first prompt that names a session is found", async () => {
      const { id } = await named("Old");
      await sessions().rename(owner, id, "New");
      expect([await titles("old"), await titles("new")]).toEqual([[], ["New"]]);
      const { id: sessionId } = await newSession(db);
      await acceptedTake(db, clock.now, { sessionId, draft: { prompt: "Generate 4 images of a LAMP" } });
      expect((await list({ search: "lamp" })).sessions).toMatchObject([{ id: sessionId, title: "A LAMP" }]);
    });
  });

  describe("one session", () => {
    test("the newest opens: the last used, never a deleted one", async () => {
      const [older, newer] = [await named("older"), (clock.pass(1), await named("newer"))];
      expect((await sessions().newest(owner))?.id).toBe(newer.id);
      await sessions().saveDraft(owner, older.id, { ...older.draft, prompt: "x" }, 0, clock.now() + 1);
      expect((await sessions().newest(owner))?.id).toBe(older.id);
      await sessions().remove(owner, older.id, clock.now());
      expect((await sessions().newest(owner))?.id).toBe(newer.id);
    });
    test("another owner renames, duplicates, deletes and restores nothing", async () => {
      const { id } = await named("Mine");
      expect(await sessions().rename("ann", id, "Hers")).toBe(false);
      expect(await sessions().duplicate("ann", id, null, "copy", clock.now())).toBeNull();
      expect(await sessions().remove("ann", id, clock.now())).toBe(false);
      await sessions().remove(owner, id, clock.now());
      expect(await sessions().restore("ann", id, clock.now())).toBe(false);
      expect(await sessions().restore(owner, id, clock.now())).toBe(true);
      expect(await sessions().find(owner, id)).toMatchObject({ title: "Mine" });
    });
    test("a duplicate has the draft and its references, no takes, and none of another owner's references", async () => {
      const foreign = referenceFixture({ owner_id: "ann" });
      await referenceStore(db).insert(foreign);
      const { id: sessionId } = await named("Cups");
      const take = await acceptedTake(db, clock.now, { sessionId });
      const draft = await goodDraft(db, { prompt: "typed and not saved" });
      const copy = await sessions().duplicate(owner, sessionId, { ...draft, referenceIds: [...draft.referenceIds, foreign.id] }, "copy", clock.now());
      expect(copy).toMatchObject({ title: "Cups copy", draft: { prompt: "typed and not saved", referenceIds: draft.referenceIds } });
      expect((await readSheet(readDeps(), owner, copy?.id ?? "", 0))?.generations).toEqual([]);
      expect((await rowOf(db, take.id)).session_id).toBe(sessionId);
    });
    test("deleted, it is gone from every door: sheet, draft, submit, cancel, frames", async () => {
      const { id: sessionId } = await newSession(db);
      const row = await deliver(await acceptedTake(db, clock.now, { sessionId }), ["1"]);
      const [output] = await generationStore(db, "a").outputs(row.id);
      await sessions().remove(owner, sessionId, clock.now());
      expect(await readSheet(readDeps(), owner, sessionId, 0)).toBeNull();
      expect(await sessions().find(owner, sessionId)).toBeNull();
      expect(await sessions().rename(owner, sessionId, "x")).toBe(false);
      expect(await sessions().saveDraft(owner, sessionId, defaultModel.emptyDraft(), 0, clock.now())).toBe(false);
      expect(await accept(acceptDeps(db, clock.now), owner, { sessionId, idempotencyKey: click(), draft: await goodDraft(db) })).toEqual({ ok: false, error: { code: "session_not_found" } });
      expect(await generationStore(db, "a").findOwned(owner, row.id)).toBeUndefined();
      expect(await generationStore(db, "a").findDelivered(owner, output?.id ?? "")).toBeUndefined();
      await sessions().restore(owner, sessionId, clock.now());
      expect((await readSheet(readDeps(), owner, sessionId, 0))?.generations).toHaveLength(1);
      expect((await generationStore(db, "a").findDelivered(owner, output?.id ?? ""))?.take).toBe(1);
    });
  });

  describe("what was deleted", () => {
    test("stays whole while it can be brought back; then rows and files go, a day later what was on the shelf too, and nothing brings it back", async () => {
      const { sessionId, keys, reference, referenceKeys } = await madeSession("1");
      await sessions().remove(owner, sessionId, clock.now());
      clock.pass(limits.deletedKeptMs - 1);
      await sweep();
      expect(keys.every(isThere)).toBe(true);
      clock.pass(1);
      expect(await sessions().restore(owner, sessionId, clock.now())).toBe(false);
      await sweep();
      expect(keys.filter(isThere)).toEqual(referenceKeys);
      expect(await rowCounts()).toEqual({ sessions: 0, generations: 0, outputs: 0, generation_references: 0, references: 1, uploads: 0, session_references: 0, discarded_files: 0 });
      await aDayLater();
      expect(keys.filter(isThere)).toEqual([]);
      expect(await rowCounts()).toEqual({ sessions: 0, generations: 0, outputs: 0, generation_references: 0, references: 0, uploads: 0, session_references: 0, discarded_files: 0 });
      expect(removed).toEqual([reference.stored_key]);
      expect(await sessions().restore(owner, sessionId, clock.now())).toBe(false);
    });
    test("an undone delete loses nothing, however often it is swept", async () => {
      const { sessionId, keys } = await madeSession("1");
      await sessions().remove(owner, sessionId, clock.now());
      await sessions().restore(owner, sessionId, clock.now());
      clock.pass(limits.deletedKeptMs * 10);
      await sweep();
      expect(keys.every(isThere)).toBe(true);
      expect((await readSheet(readDeps(), owner, sessionId, 0))?.generations).toHaveLength(1);
    });
    test("files and references that another session uses stay until that goes too", async () => {
      const first = await madeSession("1");
      const copy = await sessions().duplicate(owner, first.sessionId, null, "copy", clock.now());
      const second = await madeSession("1");
      await gone(first.sessionId);
      expect(first.keys.every(isThere)).toBe(true);
      expect(await referenceStore(db).findMany(owner, copy?.draft.referenceIds ?? [])).toHaveLength(1);
      await gone(second.sessionId);
      expect(first.keys.filter(isThere)).toEqual(first.referenceKeys);
      await gone(copy?.id ?? "");
      expect(first.keys.filter(isThere)).toEqual(first.referenceKeys);
      await aDayLater();
      expect(first.keys.filter(isThere)).toEqual([]);
    });
    test("an open take is hidden and followed to its end, charged, and goes then", async () => {
      const { id: sessionId } = await newSession(db);
      const row = await acceptedTake(db, clock.now, { sessionId });
      const store = generationStore(db, "a");
      await gone(sessionId);
      expect(await rowCounts()).toMatchObject({ sessions: 1, generations: 1 });
      expect(await store.claimDue(clock.now(), 10)).toEqual([row.id]);
      await store.move(row, "in_queue", { request_id: "r" }, clock.now());
      await store.startSaving(row, ["https://files.test/1"], 70_000, clock.now());
      await store.move(await rowOf(db, row.id), "completed", {}, clock.now(), { charge: "charged", chargedMicroUsd: 70_000 });
      await sweep();
      expect(await rowCounts()).toMatchObject({ sessions: 1, generations: 1 });
      await store.release(row.id, Number.MAX_SAFE_INTEGER);
      await sweep();
      expect(await rowCounts()).toMatchObject({ sessions: 0, generations: 0, outputs: 0 });
      expect((await db.selectFrom("budget_days").select("held_micro_usd").where("owner_id", "=", "").executeTakeFirst())?.held_micro_usd).toBe(70_000);
    });
    test("more takes than one look takes go look by look", async () => {
      const { id: sessionId } = await newSession(db);
      const row = await settled(await acceptedTake(db, clock.now, { sessionId }));
      const { id: _, idempotency_key: __, take: ___, ...rest } = row;
      const many = Array.from({ length: limits.sweepTakes + 5 }, (____, at) => ({ ...rest, id: newId("gen"), idempotency_key: click(), take: at + 2 }));
      await db.insertInto("generations").values(many).execute();
      await gone(sessionId);
      expect(await rowCounts()).toMatchObject({ sessions: 1, generations: 6 });
      await sweep();
      expect(await rowCounts()).toMatchObject({ sessions: 0, generations: 0 });
    });
    test("a crash between rows and files leaves a note, and the next look takes the files", async () => {
      const { sessionId, keys } = await madeSession("1");
      storageAnswers = false;
      await gone(sessionId);
      await aDayLater();
      expect(await rowCounts()).toMatchObject({ sessions: 0, discarded_files: 1 });
      storageAnswers = true;
      await sweep();
      expect(await rowCounts()).toMatchObject({ discarded_files: 1 });
      clock.pass(limits.discardBackoffMs[0] ?? 0);
      await sweep();
      expect(await rowCounts()).toMatchObject({ discarded_files: 0 });
      expect(keys.filter(isThere)).toEqual([]);
    });
    test("a file that was written a moment ago stays: a take that makes the same picture is about to name it", async () => {
      const { sessionId, keys, referenceKeys, reference } = await madeSession("1", { fileAgeMs: -limits.deletedKeptMs });
      await gone(sessionId);
      expect(keys.every(isThere)).toBe(true);
      for (const key of referenceKeys) write(key, -limits.unusedKeptMs);
      await aDayLater();
      // A reference's own name is random: nobody else will ever write it.
      expect(referenceKeys.filter((key) => !isThere(key))).toEqual([reference.stored_key]);
      clock.pass(limits.discardedFileAgeMs + limits.deletedKeptMs);
      await sweep();
      expect(keys.filter(isThere)).toEqual([]);
    });
    test("two processes that sweep at once take each thing once, and fail at nothing", async () => {
      const made = [await madeSession("1"), await madeSession("2"), await madeSession("3")];
      for (const { sessionId } of made) await sessions().remove(owner, sessionId, clock.now());
      clock.pass(limits.deletedKeptMs);
      await Promise.allSettled([sweep(), sweep(), sweep()]);
      await sweep();
      expect(await rowCounts()).toMatchObject({ sessions: 0, references: 3, discarded_files: 0 });
      clock.pass(limits.unusedKeptMs);
      await Promise.allSettled([sweep(), sweep(), sweep()]);
      await sweep();
      expect(await rowCounts()).toMatchObject({ sessions: 0, references: 0, discarded_files: 0 });
      expect(made.flatMap(({ keys }) => keys).filter(isThere)).toEqual([]);
    });
  });

  const readDeps = () => ({ db, files: files(), modelOf: () => defaultModel, log: listeningLog().log });
  let removed: string[] = [];
  let storageAnswers = true;
  beforeEach(() => {
    removed = [];
    storageAnswers = true;
  });
  const storage = (): Storage => ({
    kind: "local",
    publicUrl: () => ok(""),
    read: async () => ok(null),
    put: async () => ok({ key: "" }),
    async remove(key) {
      if (!storageAnswers) return { ok: false, error: { code: "unavailable" } };
      removed.push(key);
      rmSync(files().pathOf(key), { force: true });
      return ok(null);
    },
  });
  const sweep = () => sweepOnce({ db, files: files(), storageOf: () => storage(), now: clock.now, log: listeningLog().log }, new AbortController().signal);
  /** Deleted, and past the time in which it could be brought back. */
  async function gone(sessionId: string): Promise<void> {
    await sessions().remove(owner, sessionId, clock.now());
    clock.pass(limits.deletedKeptMs);
    await sweep();
  }
  /** What its takes were made from stays on the shelf so long. */
  async function aDayLater(): Promise<void> {
    clock.pass(limits.unusedKeptMs);
    await sweep();
  }
  const isThere = (key: FileKey) => existsSync(files().pathOf(key));
  function write(key: FileKey, ageMs: number): FileKey {
    const file = files().pathOf(key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "bytes");
    const at = (clock.now() - ageMs) / 1000;
    utimesSync(file, at, at);
    return key;
  }
  async function settled(row: GenerationRow): Promise<GenerationRow> {
    const store = generationStore(db, "a");
    await store.claimDue(clock.now(), 100);
    await store.move(await rowOf(db, row.id), "cancelled", {}, clock.now(), { charge: "released", chargedMicroUsd: 0 });
    await store.release(row.id, Number.MAX_SAFE_INTEGER);
    return rowOf(db, row.id);
  }
  /** Completed, with one frame for each letter, which stands for its content. */
  async function deliver(row: GenerationRow, letters: readonly string[]): Promise<GenerationRow> {
    const store = generationStore(db, "a");
    await store.claimDue(clock.now(), 100);
    await store.move(await rowOf(db, row.id), "in_queue", { request_id: "r" }, clock.now());
    await store.startSaving(row, letters.map((letter) => `https://files.test/${letter}`), null, clock.now());
    for (const [at, output] of (await store.outputs(row.id)).entries()) {
      const sha256 = hex(letters[at] ?? "");
      await store.setOutput(row, output.id, {
        state: "delivered", media: "image", mime: "image/png", sha256, file_key: outputKey(sha256, "image/png"),
        thumb_small_key: thumbKey(sha256, 640), thumb_large_key: thumbKey(sha256, 1280),
      });
    }
    await store.move(await rowOf(db, row.id), "completed", {}, clock.now(), { charge: "charged", chargedMicroUsd: row.charged_micro_usd });
    await store.release(row.id, Number.MAX_SAFE_INTEGER);
    return rowOf(db, row.id);
  }
  /** A session with an uploaded reference in its draft and one take of one frame, and every file of theirs on disk. */
  async function madeSession(letter: string, { fileAgeMs = 60_000 } = {}) {
    const { id: sessionId } = await newSession(db);
    const sha256 = hex("f");
    const reference = referenceFixture({ stored_key: `r/${newId("ref").slice(4)}.jpg`, sha256, thumb_key: thumbKey(sha256, 640) });
    const tileId = newId("ref").slice(4);
    await referenceStore(db).openUpload({ tile_id: tileId, owner_id: owner, session_id: sessionId, name: "cups.jpg", source_json: null, other_way_of: null, created_at: start });
    await referenceStore(db).setReference(tileId, reference, start);
    const draft = { ...defaultModel.emptyDraft(), prompt: "Generate 1 image", count: 1, referenceIds: [reference.id] };
    await sessions().saveDraft(owner, sessionId, draft, 0, clock.now());
    const accepted = await accept(acceptDeps(db, clock.now), owner, { sessionId, idempotencyKey: click(), draft });
    if (!accepted.ok) throw new Error(accepted.error.code);
    await deliver(await rowOf(db, accepted.value.id), [letter]);
    const referenceKeys = [reference.stored_key, thumbKey(sha256, 640), thumbKey(sha256, 1280)].map((key) => write(key, fileAgeMs));
    const keys = [...[outputKey(hex(letter), "image/png"), thumbKey(hex(letter), 640), thumbKey(hex(letter), 1280)].map((key) => write(key, fileAgeMs)), ...referenceKeys];
    return { sessionId, keys, referenceKeys, reference };
  }
  async function rowCounts() {
    const count = async (rows: Promise<readonly unknown[]>) => (await rows).length;
    return {
      sessions: await count(db.selectFrom("sessions").select("id").execute()),
      generations: await count(db.selectFrom("generations").select("id").execute()),
      outputs: await count(db.selectFrom("outputs").select("id").execute()),
      generation_references: await count(db.selectFrom("generation_references").select("reference_id").execute()),
      references: await count(db.selectFrom("references").select("id").execute()),
      uploads: await count(db.selectFrom("uploads").select("tile_id").execute()),
      session_references: await count(db.selectFrom("session_references").select("reference_id").execute()),
      discarded_files: await count(db.selectFrom("discarded_files").select("file_key").execute()),
    };
  }
}
