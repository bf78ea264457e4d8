import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Transaction } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { limits, serverLimits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { parseShelfPage, readShelfCursor, type ShelfKind } from "@/lib/references/shelf";
import type { Source } from "@/lib/references/source";
import { stripImage } from "@/lib/references/strip";
import { err, ok } from "@/lib/result";
import type { Database, ReferenceRow, Tables } from "@/lib/server/db/database";
import { accept } from "@/lib/server/generations/accept";
import { generationStore } from "@/lib/server/generations/store";
import type { Http } from "@/lib/server/http";
import { prove } from "@/lib/server/references/reach";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import { referenceFromSample } from "@/lib/server/references/references";
import { givenAgain } from "@/lib/server/references/same-bytes";
import { readShelf } from "@/lib/server/references/shelf";
import { referenceStore, toReference } from "@/lib/server/references/store";
import { confirmUpload } from "@/lib/server/references/uploads";
import { sessionStore } from "@/lib/server/sessions/store";
import { sweepOnce } from "@/lib/server/sessions/sweeper";
import { createFiles, outputKey, thumbKey, type FileKey } from "@/lib/server/storage/files";
import { localStorage } from "@/lib/server/storage/local";
import type { Storage } from "@/lib/server/storage/storage";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { acceptDeps, acceptedTake, click, goodDraft, handClock, listeningLog, nearStorage, newSession, owner, referenceFixture, rowOf, start, type HandClock } from "@/tests/contracts/support/take-fixture";

onBothDatabases("references", guarantees);

const hex = (letter: string): string => letter.repeat(64);
const tileId = (): string => newId("ref").slice(4);
function ofFrame(frame: string) {
  const outputId = newId("out");
  return { output_id: outputId, made_from: frame, made_from_output_id: outputId };
}

function guarantees(place: Place): void {
  let db: Database;
  let clock: HandClock;
  let folder: string;
  beforeEach(async () => {
    db = await place.open();
    clock = handClock();
    folder = mkdtempSync(path.join(tmpdir(), "sheet-references-"));
  });
  afterEach(async () => {
    await place.close(db);
    rmSync(folder, { recursive: true, force: true });
  });

  const references = () => referenceStore(db);
  const sessions = () => sessionStore(db, defaultModel.emptyDraft);
  const files = () => createFiles(folder);
  const idsOf = async () => (await db.selectFrom("references").select("id").orderBy("id").execute()).map(({ id }) => id);
  const discarded = async () => (await db.selectFrom("discarded_files").select(["storage", "file_key"]).orderBy("file_key").execute()).map(({ storage, file_key }) => `${storage} ${file_key}`);
  /** A reference of these bytes, at a place of its own. */
  const copy = (letter: string, changes: Partial<ReferenceRow> = {}) =>
    referenceFixture({ stored_key: `r/${tileId()}.jpg`, sha256: hex(letter), sha256_once: hex(letter), thumb_key: thumbKey(hex(letter), 640), given_at: clock.now(), created_at: clock.now(), ...changes });
  const openTile = async (changes: { storedKey?: string; ingestKey?: string; sessionId?: string; source?: Source } = {}) => {
    const tile = tileId();
    await references().openUpload({ tile_id: tile, owner_id: owner, session_id: changes.sessionId ?? "ses", name: "cups.jpg", source_json: changes.source ? JSON.stringify(changes.source) : null, other_way_of: null, created_at: clock.now() });
    if (changes.ingestKey) await references().setIngestKey(tile, changes.ingestKey);
    if (changes.storedKey) await references().setStored(tile, changes.storedKey);
    return tile;
  };

  const depsHere = (): ReferenceDeps => {
    const storage = localStorage({ files: files(), publicUrl: undefined, port: 3000 });
    return {
      store: references(), storage, storageOf: (kind) => (kind === "local" ? storage : null), files: files(), rules: defaultModel.referenceRules,
      samplesDir: "public/samples", ownsSession: async () => true, stored: () => {}, now: clock.now, log: listeningLog().log,
    };
  };

  describe("the same bytes", () => {
    test("are one reference of an owner, however many bring them at once", async () => {
      const rows = Array.from({ length: 5 }, () => copy("c"));
      const standing = await Promise.all(rows.map((row) => references().insert(row)));
      expect(new Set(standing.map(({ id }) => id)).size).toBe(1);
      expect(await idsOf()).toHaveLength(1);
      expect((await references().insert(copy("c", { owner_id: "ann" }))).owner_id).toBe("ann");
    });
    test("uploaded twice at once: both tiles have the one reference, and the second copy is noted to go", async () => {
      const [one, two] = [copy("c"), copy("c")];
      const [first, second] = [await openTile(), await openTile()];
      const standing = await Promise.all([references().setReference(first, one, start), references().setReference(second, two, start)]);
      const [kept] = await idsOf();
      expect(standing.map((row) => row?.id)).toEqual([kept, kept]);
      expect(await Promise.all([first, second].map(async (tile) => (await references().findUpload(tile))?.reference_id))).toEqual([kept, kept]);
      const [gone] = [one, two].filter(({ id }) => id !== kept);
      expect(await discarded()).toEqual([`local ${gone?.stored_key}`]);
    });
    test("tell of each upload its own file; a later visit sees the newest", async () => {
      const source = (format: Source["format"]): Source => ({ format, width: 640, height: 480, bytes: 1000, changes: [] });
      const told = { heic: JSON.stringify(source("heic")), png: JSON.stringify(source("png")) };
      const [first, second] = [await openTile(), await openTile()];
      const one = copy("c", { name: "IMG_1.heic", source_json: told.heic });
      await references().setReference(first, one, start);
      const two = copy("c", { name: "shot.png", source_json: told.png });
      expect(await references().setReference(second, two, start + 1)).toMatchObject({ id: one.id, stored_key: one.stored_key, name: "shot.png", source_json: told.png });
      expect(await references().find(owner, one.id)).toMatchObject({ name: "shot.png", source_json: told.png });
    });
    test("asked again, an upload tells its own file, whatever came after it; a frame keeps its story", async () => {
      const deps = depsHere();
      const known = await references().insert(copy("c", { name: "6-2", ...ofFrame("6-2") }));
      const tile = await openTile();
      await references().setReference(tile, copy("c", { name: "cups.jpg" }), start + 1);
      expect(await references().find(owner, known.id)).toMatchObject({ name: "6-2", made_from: "6-2" });
      expect(await confirmUpload(deps, owner, tile)).toMatchObject({ ok: true, value: { id: known.id, name: "cups.jpg", source: null, madeFrom: "6-2" } });
    });
    test("that a sample or a frame brings are called as it is, with what was done to it", async () => {
      const deps = depsHere();
      const row = await references().insert(copy("c", { name: "IMG_1.jpg" }));
      const stays = { ...deps, storage: { ...deps.storage, read: async () => ok(null) } };
      const measured = { sha256: row.sha256, format: row.format, width: row.width, height: row.height, bytes: row.bytes, thumb_key: row.thumb_key };
      const frame = { owner_id: owner, name: "6-2", ...ofFrame("6-2"), source_json: "{}" };
      expect(await givenAgain(stays, measured, frame)).toMatchObject({ id: row.id, ...frame });
      expect(await givenAgain(stays, measured, { owner_id: owner, name: "cups.jpg", output_id: null, made_from: null, made_from_output_id: null, source_json: null })).toMatchObject({ id: row.id, ...frame });
      expect(await references().find(owner, row.id)).toMatchObject(frame);
    });
    test("of a photograph that turn out to be a frame's other way know the frame; what has a story keeps it", async () => {
      const [photograph, again] = [await openTile(), await openTile()];
      const plain = copy("c");
      await references().setReference(photograph, plain, start);
      const { made_from, made_from_output_id } = ofFrame("6-2");
      expect(await references().setReference(again, copy("c", { made_from, made_from_output_id }), start + 1)).toMatchObject({ id: plain.id, output_id: null, made_from, made_from_output_id });
      await references().setReference(await openTile(), copy("c"), start + 2);
      expect(await references().find(owner, plain.id)).toMatchObject({ output_id: null, made_from, made_from_output_id });
    });
    test("of a frame that is already a reference are that reference", async () => {
      const known = copy("c", ofFrame("1-2"));
      await references().insert(known);
      expect((await references().insert(copy("d", { output_id: known.output_id }))).id).toBe(known.id);
      expect(await references().findOfContent(owner, hex("c"))).toMatchObject({ made_from: "1-2" });
    });
    test("what was stored twice before stays apart, and is no hindrance", async () => {
      const [old, older] = [copy("c", { sha256_once: null }), copy("c", { sha256_once: null })];
      for (const row of [old, older]) expect((await references().insert(row)).id).toBe(row.id);
      const fresh = copy("c");
      expect((await references().insert(fresh)).id).toBe(fresh.id);
      expect(await idsOf()).toHaveLength(3);
    });
    test("moved to another place by two at once, one has moved them", async () => {
      const row = await references().insert(copy("c"));
      const moved = await Promise.all(["k1", "k2"].map((stored_key) => references().giveAgain(row, { storage: "uploadthing", stored_key }, start + 1)));
      expect(moved.filter(Boolean)).toHaveLength(1);
      expect(await references().find(owner, row.id)).toMatchObject({ storage: "uploadthing", given_at: start + 1 });
    });
  });

  describe("a source", () => {
    const source: Source = { format: "heic", width: 4032, height: 3024, bytes: 11_200_000, changes: [{ kind: "stripped", what: ["place"] }, { kind: "encoded", quality: 0.92 }] };
    test("is kept with the upload, and comes back with the reference", async () => {
      const tile = await openTile({ source });
      expect((await references().findUpload(tile))?.source_json).toBe(JSON.stringify(source));
      expect(toReference(copy("c", { source_json: JSON.stringify(source) }), files()).source).toEqual(source);
    });
    test.each([null, "{broken", '{"format":"../x"}'])("%j is none, and the reference is read", (source_json) => {
      expect(toReference(copy("c", { source_json }), files()).source).toBeNull();
    });
  });

  describe("the shelf", () => {
    const shelf = async (kind: ShelfKind, ownerId = owner, cursor: string | null = null) => parseShelfPage(JSON.parse(JSON.stringify(await readShelf({ db, files: files() }, ownerId, kind, readShelfCursor(cursor)))));
    const used = async (row: ReferenceRow, sessionId: string) => {
      const accepted = await accept(acceptDeps(db, clock.now), owner, { sessionId, idempotencyKey: click(), draft: await goodDraft(db, { count: 1, prompt: "Generate 1 image", referenceIds: [row.id] }) });
      if (!accepted.ok) throw new Error(JSON.stringify(accepted.error));
    };
    test("has what takes were made from, last used first, and nothing of another owner's", async () => {
      const { id: sessionId } = await newSession(db);
      const [first, second, never, foreign] = await Promise.all([copy("a"), copy("b"), copy("c"), copy("d", { owner_id: "ann", used_at: start })].map((row) => references().insert(row)));
      if (!first || !second || !never || !foreign) throw new Error("not inserted");
      for (const row of [first, second, first]) {
        clock.pass(1000);
        await used(row, sessionId);
      }
      const { pictures, nextCursor } = await shelf("references");
      expect(pictures.map((picture) => picture.kind === "reference" && [picture.reference.id, picture.usedAt])).toEqual([[first.id, start + 3000], [second.id, start + 2000]]);
      expect(nextCursor).toBeNull();
    });
    test("comes page by page, each once, also where many were used in one moment", async () => {
      const rows = Array.from({ length: limits.shelfPictures * 2 + 3 }, (_, nth) => referenceFixture({ used_at: start + Math.floor(nth / 10) }));
      for (const row of rows) await references().insert(row);
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < 3; page += 1) {
        const answer: Awaited<ReturnType<typeof shelf>> = await shelf("references", owner, cursor);
        seen.push(...answer.pictures.flatMap((picture) => (picture.kind === "reference" ? [picture.reference.id] : [])));
        cursor = answer.nextCursor;
      }
      expect(cursor).toBeNull();
      expect(new Set(seen)).toEqual(new Set(rows.map(({ id }) => id)));
      expect(seen).toHaveLength(rows.length);
    });
    test("has delivered pictures by their names, newest first; not films, not what is missing, not a deleted session's", async () => {
      const { id: sessionId } = await newSession(db);
      const row = await acceptedTake(db, clock.now, { sessionId });
      const store = generationStore(db, "a");
      await store.claimDue(clock.now(), 10);
      await store.move(row, "in_queue", { request_id: "r" }, start);
      await store.startSaving(row, ["a", "b", "c", "d"].map((letter) => `https://files.test/${letter}`), null, start);
      const outputs = await store.outputs(row.id);
      const deliver = (at: number, media: "image" | "video") => store.setOutput(row, outputs[at]?.id ?? "", {
        state: "delivered", media, mime: "image/png", sha256: hex("e"), file_key: outputKey(hex("e"), "image/png"), width: 640, height: 480, thumb_small_key: media === "image" ? thumbKey(hex("e"), 640) : null,
      });
      await deliver(0, "image");
      await deliver(1, "image");
      await deliver(2, "video");
      expect((await shelf("frames")).pictures.map((picture) => picture.kind === "frame" && [picture.name, picture.outputId, picture.width])).toEqual([["1-2", outputs[1]?.id, 640], ["1-1", outputs[0]?.id, 640]]);
      expect((await shelf("frames", "ann")).pictures).toEqual([]);
      expect((await shelf("frames", owner, `${start}.${outputs[1]?.id}`)).pictures).toHaveLength(1);
      await sessions().remove(owner, sessionId, clock.now());
      expect((await shelf("frames")).pictures).toEqual([]);
    });
  });

  describe("proved reachable", () => {
    const engine = "http://127.0.0.1:4010/v1";
    test("is noted with the origin, and asked there once; elsewhere again", async () => {
      const row = await references().insert(copy("c", { bytes: 7 }));
      const asked: string[] = [];
      const measure = async (url: string) => { asked.push(url); return ok({ status: 200, mime: "image/jpeg", bytes: 7 }); };
      const deps = { db, http: { measure }, storageOf: (): Storage => nearStorage, now: clock.now };
      expect(await prove(deps, row, engine)).toEqual({ ok: true, value: null });
      const proved = await references().find(owner, row.id);
      expect(proved).toMatchObject({ proved_at: start, proved_origin: "http://127.0.0.1:3000" });
      await prove(deps, proved ?? row, engine);
      expect(asked).toHaveLength(1);
      const elsewhere: Storage = { ...nearStorage, publicUrl: (key) => ok(`https://studio.example.org/${key}`) };
      await prove({ ...deps, storageOf: () => elsewhere }, proved ?? row, engine);
      expect(asked).toHaveLength(2);
    });
    test.each([["https://app.ufs.sh/f", "UPLOADTHING_TOKEN"], ["https://app.files.example.org/f", "UPLOADTHING_UFS_HOST"]])("%s does not answer: what leads there is %s", async (base, variable) => {
      const row = await references().insert(copy("c", { storage: "uploadthing" }));
      const place: Storage = { ...nearStorage, kind: "uploadthing", publicUrl: (key) => ok(`${base}/${key}`) };
      const measure: Http["measure"] = async () => err({ code: "broken", reason: "no answer" });
      expect(await prove({ db, http: { measure }, storageOf: () => place, now: clock.now }, row, "https://engine.example.org/v1")).toMatchObject({ error: { failure: { variable, found: "no_answer" } } });
    });
    test("is asked as the engine would: one on this machine from here, any other from outside", async () => {
      const row = await references().insert(copy("c", { bytes: 7 }));
      const asked: (boolean | undefined)[] = [];
      const measure: Http["measure"] = async (_url, { fromOutside }) => { asked.push(fromOutside); return ok({ status: 200, mime: "image/jpeg", bytes: 7 }); };
      const place: Storage = { ...nearStorage, publicUrl: (key) => ok(`https://files.example.org/${key}`) };
      const deps = { db, http: { measure }, storageOf: (): Storage => place, now: clock.now };
      for (const base of [engine, "https://engine.example.org/v1"]) expect(await prove(deps, row, base)).toEqual({ ok: true, value: null });
      expect(asked).toEqual([false, true]);
    });
  });

  describe("swept", () => {
    const DAY = limits.unusedKeptMs;
    const write = (key: FileKey): FileKey => {
      const file = files().pathOf(key);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, "bytes");
      utimesSync(file, clock.now() / 1000 - 60, clock.now() / 1000 - 60);
      return key;
    };
    const sweep = () => {
      const storage = localStorage({ files: files(), publicUrl: undefined, port: 3000 });
      const remote: Storage = { ...nearStorage, kind: "uploadthing", remove: async (key) => { removed.push(key); return ok(null); } };
      return sweepOnce({ db, files: files(), storageOf: (kind) => (kind === "local" ? storage : remote), now: clock.now, log: listeningLog().log }, new AbortController().signal);
    };
    const removed: string[] = [];
    beforeEach(() => { removed.splice(0); });
    /** An uploaded reference with its three files on disk. */
    const uploaded = async (letter: string, sessionId: string) => {
      const row = copy(letter);
      await references().setReference(await openTile({ sessionId, storedKey: row.stored_key }), row, clock.now());
      const keys = [row.stored_key, row.thumb_key, thumbKey(row.sha256, 1280)].map(write);
      return { row, keys, isThere: () => keys.map((key) => existsSync(files().pathOf(key))) };
    };
    const draftWith = async (sessionId: string, referenceIds: string[]) => {
      const session = await sessions().find(owner, sessionId);
      if (session === null) throw new Error("no session");
      expect(await sessions().saveDraft(owner, sessionId, { ...session.draft, referenceIds }, session.draftRevision, clock.now())).toBe(true);
    };

    test("uploaded and never used: there for a day, then row and files are gone", async () => {
      const { id: sessionId } = await newSession(db);
      const { isThere } = await uploaded("c", sessionId);
      clock.pass(DAY - 1);
      await sweep();
      expect(isThere()).toEqual([true, true, true]);
      clock.pass(1);
      await sweep();
      expect([await idsOf(), isThere(), await discarded()]).toEqual([[], [false, false, false], []]);
      expect(await db.selectFrom("uploads").select("tile_id").execute()).toEqual([]);
    });
    test("in a draft it stays for good; taken out of it, a day longer, and back in it stays again", async () => {
      const { id: sessionId } = await newSession(db);
      const { row, isThere } = await uploaded("c", sessionId);
      await draftWith(sessionId, [row.id]);
      clock.pass(10 * DAY);
      await sweep();
      expect(isThere()).toEqual([true, true, true]);
      await draftWith(sessionId, []);
      clock.pass(DAY - 1);
      await sweep();
      await draftWith(sessionId, [row.id]);
      clock.pass(10 * DAY);
      await sweep();
      expect(isThere()).toEqual([true, true, true]);
      await draftWith(sessionId, []);
      clock.pass(DAY);
      await sweep();
      expect([await idsOf(), isThere()]).toEqual([[], [false, false, false]]);
    });
    test("one draft holds what another one let go of", async () => {
      const [{ id: one }, { id: other }] = [await newSession(db), await newSession(db)];
      const { row } = await uploaded("c", one);
      await draftWith(one, [row.id]);
      await draftWith(other, [row.id]);
      await draftWith(one, []);
      clock.pass(2 * DAY);
      await sweep();
      expect(await idsOf()).toEqual([row.id]);
    });
    test("used in a take it stays, though no draft names it; its session deleted, it is on the shelf for a day, and then row and files go", async () => {
      const { id: sessionId } = await newSession(db);
      const { row, isThere } = await uploaded("c", sessionId);
      const take = await acceptedTake(db, clock.now, { sessionId, draft: { referenceIds: [row.id] } });
      clock.pass(10 * DAY);
      await sweep();
      expect(isThere()).toEqual([true, true, true]);
      const store = generationStore(db, "a");
      await store.claimDue(clock.now(), 10);
      await store.move(await rowOf(db, take.id), "cancelled", {}, clock.now(), { charge: "released", chargedMicroUsd: 0 });
      await store.release(take.id, Number.MAX_SAFE_INTEGER);
      await sessions().remove(owner, sessionId, clock.now());
      clock.pass(limits.deletedKeptMs);
      await sweep();
      expect(await db.selectFrom("sessions").select("id").execute()).toEqual([]);
      const onShelf = async () => (await readShelf({ db, files: files() }, owner, "references", null)).pictures.flatMap((picture) => (picture.kind === "reference" ? [picture.reference.id] : []));
      expect([await onShelf(), isThere()]).toEqual([[row.id], [true, true, true]]);
      clock.pass(DAY - limits.deletedKeptMs - 1);
      await sweep();
      expect([await onShelf(), isThere()]).toEqual([[row.id], [true, true, true]]);
      clock.pass(1);
      await sweep();
      expect([await onShelf(), isThere()]).toEqual([[], [false, false, false]]);
    });
    test("taken up from the shelf within that day, it is a draft's again and stays", async () => {
      const { id: sessionId } = await newSession(db);
      const { row, isThere } = await uploaded("c", sessionId);
      await db.updateTable("references").set({ used_at: clock.now() }).execute();
      await sessions().remove(owner, sessionId, clock.now());
      clock.pass(limits.deletedKeptMs);
      await sweep();
      const { id: next } = await newSession(db);
      await draftWith(next, [row.id]);
      clock.pass(10 * DAY);
      await sweep();
      expect(isThere()).toEqual([true, true, true]);
    });
    test("never used in a take, it goes with its session", async () => {
      const { id: sessionId } = await newSession(db);
      const { row, isThere } = await uploaded("c", sessionId);
      await draftWith(sessionId, [row.id]);
      await sessions().remove(owner, sessionId, clock.now());
      clock.pass(limits.deletedKeptMs);
      await sweep();
      expect([await idsOf(), isThere()]).toEqual([[], [false, false, false]]);
    });
    test("a deleted session that nobody swept for two days goes with all it had in one look", async () => {
      const { id: sessionId } = await newSession(db);
      const { isThere } = await uploaded("c", sessionId);
      await db.updateTable("references").set({ used_at: clock.now() }).execute();
      await sessions().remove(owner, sessionId, clock.now());
      clock.pass(2 * DAY);
      await sweep();
      expect([await idsOf(), isThere()]).toEqual([[], [false, false, false]]);
    });
    test.each<[string, (tx: Transaction<Tables>, row: ReferenceRow) => Promise<void>]>([
      ["an upload of the same bytes finds", async (tx, row) => {
        await tx.insertInto("uploads").values({ tile_id: tileId(), owner_id: owner, session_id: "ses", name: "cups.jpg", source_json: null, other_way_of: null, created_at: clock.now(), ingest_key: null, stored_key: null, reference_id: row.id, problem_json: null }).execute();
        await tx.updateTable("references").set({ given_at: clock.now() }).where("id", "=", row.id).execute();
      }],
      ["a take uses", async (tx, row) => void (await tx.updateTable("references").set({ used_at: clock.now() }).where("id", "=", row.id).execute())],
    ])("what %s at the moment in which its deleted session lets go of it stays", async (_name, takeUp) => {
      const { id: sessionId } = await newSession(db);
      const { row, isThere } = await uploaded("c", sessionId);
      await sessions().remove(owner, sessionId, clock.now());
      clock.pass(limits.deletedKeptMs);
      let sweeping: Promise<void> = Promise.resolve();
      await db.transaction().execute(async (tx) => {
        await takeUp(tx, row);
        sweeping = sweep();
        await expect.poll(() => place.someoneWaits()).toBe(true);
      });
      await sweeping;
      expect([await idsOf(), isThere()]).toEqual([[row.id], [true, true, true]]);
    });
    test("found again by its bytes within the day, it stays a day from then", async () => {
      const { id: sessionId } = await newSession(db);
      const { row } = await uploaded("c", sessionId);
      clock.pass(DAY - 1);
      await references().setReference(await openTile({ sessionId }), copy("c"), clock.now());
      clock.pass(DAY - 1);
      await sweep();
      expect(await idsOf()).toEqual([row.id]);
    });
    test("thumbnails that a frame or another owner's reference of the same bytes shows stay", async () => {
      const { id: sessionId } = await newSession(db);
      const { row, isThere } = await uploaded("c", sessionId);
      const { id: theirs } = await newSession(db, "ann");
      const other = await references().insert(copy("c", { owner_id: "ann" }));
      await sessions().saveDraft("ann", theirs, { ...defaultModel.emptyDraft(), referenceIds: [other.id] }, 0, clock.now());
      clock.pass(DAY);
      await sweep();
      expect(await references().find(owner, row.id)).toBeUndefined();
      expect(isThere()).toEqual([false, true, true]);
    });
    test("uploads that never became anything go with what was stored of them, here and at the service", async () => {
      const { id: sessionId } = await newSession(db);
      const stored = write(`r/${tileId()}.jpg`);
      await openTile({ sessionId, storedKey: stored });
      await openTile({ sessionId, ingestKey: "key-without-news" });
      await openTile({ sessionId });
      clock.pass(DAY - 1);
      await sweep();
      expect(await db.selectFrom("uploads").select("tile_id").execute()).toHaveLength(3);
      clock.pass(1);
      await sweep();
      expect(await db.selectFrom("uploads").select("tile_id").execute()).toEqual([]);
      expect([existsSync(files().pathOf(stored)), removed]).toEqual([false, ["key-without-news"]]);
    });
    test.each<[string, (deps: ReferenceDeps) => ReferenceDeps, string | null]>([
      ["whose storage does not take it", (deps) => ({ ...deps, storage: { ...deps.storage, put: async () => err({ code: "unavailable" }) } }), null],
      ["before whose row the process dies", (deps) => ({ ...deps, store: { ...deps.store, insert: () => Promise.reject(new Error("died")) } }), "died"],
    ])("no thumbnail is left of a reference %s", async (_name, broken, dies) => {
      const made = referenceFromSample(broken(depsHere()), owner, "cups").then(({ ok: isMade }) => isMade, (error: unknown) => String(error));
      expect(await made).toEqual(dies === null ? false : `Error: ${dies}`);
      const keys = (await discarded()).map((note) => note.replace("local ", ""));
      const isThere = () => keys.map((key) => existsSync(files().pathOf(key)));
      expect([keys.length, isThere()]).toEqual([3, [true, true, true]]);
      for (const key of keys) utimesSync(files().pathOf(key), clock.now() / 1000, clock.now() / 1000);
      clock.pass(serverLimits.thumbsWithoutRowMs - 1);
      await sweep();
      expect(isThere()).toEqual([true, true, true]);
      clock.pass(1);
      await sweep();
      expect([isThere(), await discarded()]).toEqual([[false, false, false], []]);
    });
    test("nor of an upload that was taken away while it was looked at", async () => {
      const deps = depsHere();
      const put = await deps.storage.put("public/samples/cups.jpg", { name: "cups.jpg", mime: "image/jpeg" });
      const tile = await openTile({ storedKey: put.ok ? put.value.key : "" });
      const read: Storage["read"] = async (key, file, most) => {
        await db.deleteFrom("uploads").where("tile_id", "=", tile).execute();
        const answer = await deps.storage.read(key, file, most);
        writeFileSync(file, stripImage(readFileSync(file))?.bytes ?? "");
        return answer;
      };
      expect(await confirmUpload({ ...deps, storage: { ...deps.storage, read } }, owner, tile)).toEqual(err({ code: "not_found" }));
      const keys = (await discarded()).map((note) => note.replace("local ", ""));
      expect(keys).toHaveLength(3);
      for (const key of keys) utimesSync(files().pathOf(key), clock.now() / 1000, clock.now() / 1000);
      clock.pass(serverLimits.thumbsWithoutRowMs);
      await sweep();
      expect(keys.map((key) => existsSync(files().pathOf(key)))).toEqual([false, false, false]);
    });
    test("the thumbnails of one that stands are noted no more", async () => {
      expect(await referenceFromSample(depsHere(), owner, "cups")).toMatchObject({ ok: true });
      expect(await discarded()).toEqual([]);
    });
    test("what was swept while a draft still showed it is said at the click, and nothing is held", async () => {
      const { id: sessionId } = await newSession(db);
      const { row } = await uploaded("c", sessionId);
      const draft = await goodDraft(db, { referenceIds: [row.id] });
      const deps = acceptDeps(db, clock.now);
      // Swept between the look at the references and the row.
      const late = { ...deps, references: { ...deps.references, findMany: async (ownerId: string, ids: readonly string[]) => {
        const found = await deps.references.findMany(ownerId, ids);
        clock.pass(DAY);
        await sweep();
        return found;
      } } };
      const answer = await accept(late, owner, { sessionId, idempotencyKey: click(), draft });
      expect(answer).toEqual({ ok: false, error: { code: "invalid_input", fields: { references: { code: "references_gone" } } } });
      expect(await db.selectFrom("generations").select("id").execute()).toEqual([]);
    });
  });
}
