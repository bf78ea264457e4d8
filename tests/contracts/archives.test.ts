import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeZip } from "client-zip";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { archiveFileName, readArchive, type Archive } from "@/lib/archives/archive";
import { newId } from "@/lib/ids";
import { serverLimits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { err } from "@/lib/result";
import { planExport } from "@/lib/server/archives/export-session";
import { createImports } from "@/lib/server/archives/imports";
import { importSession } from "@/lib/server/archives/import-session";
import type { Database } from "@/lib/server/db/database";
import { dayBudget } from "@/lib/server/budget/store";
import { accept } from "@/lib/server/generations/accept";
import { deleteGeneration, deleteOutputs } from "@/lib/server/generations/deletion";
import { readLineage } from "@/lib/server/generations/lineage";
import { markOutputs } from "@/lib/server/generations/mark";
import { readGenerations } from "@/lib/server/generations/read";
import { generationStore } from "@/lib/server/generations/store";
import { streamZip } from "@/lib/server/generations/zip-stream";
import { makeThumbs } from "@/lib/server/images/thumbs";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import { referenceFromOutput, referenceFromSample } from "@/lib/server/references/references";
import { referenceStore } from "@/lib/server/references/store";
import { sessionStore } from "@/lib/server/sessions/store";
import { sweepOnce } from "@/lib/server/sessions/sweeper";
import { createFiles, outputKey, type Files } from "@/lib/server/storage/files";
import { localStorage } from "@/lib/server/storage/local";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { acceptDeps, click, handClock, listeningLog, owner, rowOf } from "@/tests/contracts/support/take-fixture";
import { unzip } from "@/tests/support/unzip";

onBothDatabases("archives", guarantees);

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const going = new AbortController().signal;
const picture = (hue: number) => sharp({ create: { width: 1280, height: 960, channels: 3, background: { r: hue, g: 120, b: 200 } } }).jpeg().toBuffer();

/** A folder of files with a database: an instance, as far as a session knows. */
function instance(db: Database, clock = handClock()) {
  const folder = mkdtempSync(path.join(tmpdir(), "sheet-archive-"));
  const files = createFiles(folder);
  const { log } = listeningLog();
  const storage = localStorage({ files, publicUrl: undefined, port: 3000 });
  const references: ReferenceDeps = {
    store: referenceStore(db), storage, storageOf: () => storage, files, rules: defaultModel.referenceRules, samplesDir: path.resolve("public/samples"),
    ownsSession: async () => true, stored: () => undefined, now: clock.now, log,
  };
  return { db, folder, files, clock, log, storage, references, generations: generationStore(db, "archive"), sessions: sessionStore(db, defaultModel.emptyDraft) };
}
type Instance = ReturnType<typeof instance>;

const stored = (files: Files, key: string | null): Buffer => readFileSync(files.pathOf(key ?? ""));

async function take(at: Instance, sessionId: string, referenceIds: string[], hues: number[], changes: { madeFor?: string; prompt?: string } = {}) {
  at.clock.pass(60_000);
  const { madeFor, prompt = "Generate 3 images of the cups" } = changes;
  const accepted = await accept(acceptDeps(at.db, at.clock.now), owner, { sessionId, idempotencyKey: click(), draft: { ...defaultModel.emptyDraft(), prompt, count: 3, seed: 7, referenceIds }, madeFor });
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.error));
  const { id } = accepted.value;
  const { store, row } = { store: at.generations, row: () => rowOf(at.db, id) };
  await store.claimDue(at.clock.now(), 100);
  await store.move(await row(), "in_queue", { request_id: `req-${id}`, accepted_at: at.clock.now() }, at.clock.now());
  await store.startSaving(await row(), hues.map((hue) => `https://files.test/${hue}`), null, at.clock.now());
  for (const [nth, output] of (await store.outputs(id)).entries()) {
    const bytes = await picture(hues[nth] ?? 0);
    const sha256 = hashOf(bytes);
    const key = outputKey(sha256, "image/jpeg");
    await at.files.write(bytes, key);
    const thumbs = await makeThumbs(at.files, at.files.pathOf(key), sha256);
    if (!thumbs) throw new Error("no thumbnails");
    await store.setOutput(await row(), output.id, {
      state: "delivered", media: "image", mime: "image/jpeg", file_key: key, sha256, bytes: bytes.length, width: 1280, height: 960,
      thumb_small_key: thumbs.small, thumb_large_key: thumbs.large, placeholder: thumbs.placeholder, thumb_bytes: thumbs.bytes,
    });
  }
  await store.addMissing(id, Array.from({ length: 3 - hues.length }, (_, nth) => hues.length + nth + 1), at.clock.now());
  at.clock.pass(19_000);
  await store.move(await row(), "completed", {}, at.clock.now(), { charge: "charged", chargedMicroUsd: 90_000 });
  await store.release(id, Number.MAX_SAFE_INTEGER);
  return { id, outputs: (await store.outputs(id)).map((output) => output.id) };
}

/** Three takes, one made from a frame of another, with marks, a deleted frame, one that did not come, a deleted take and a draft. */
async function furnished(at: Instance): Promise<string> {
  const session = await at.sessions.create(owner, at.clock.now());
  const photograph = await referenceFromSample(at.references, owner, "cups");
  if (!photograph.ok) throw new Error(photograph.error.code);
  const first = await take(at, session.id, [photograph.value.id], [10, 60]);
  const [, second = ""] = first.outputs;
  const output = await at.db.selectFrom("outputs").selectAll().where("id", "=", second).executeTakeFirstOrThrow();
  const edited = await referenceFromOutput(at.references, owner, { id: second, fileKey: output.file_key ?? "", frame: "1-2" });
  if (!edited.ok) throw new Error(edited.error.code);
  const gone = await take(at, session.id, [photograph.value.id], [90]);
  const next = await take(at, session.id, [edited.value.id, photograph.value.id], [110, 160, 210], { madeFor: first.id, prompt: "Generate 3 images, 차가운 빛" });
  await markOutputs(at.db, owner, [second, next.outputs[2] ?? ""], true, at.clock.now());
  await deleteOutputs(at.db, owner, [next.outputs[0] ?? ""], at.clock.now());
  await deleteGeneration(at.db, owner, gone.id, at.clock.now());
  await at.sessions.rename(owner, session.id, "봄, Cups");
  await at.sessions.saveDraft(owner, session.id, { ...defaultModel.emptyDraft(), prompt: "what comes next", count: 9, referenceIds: [edited.value.id] }, 0, at.clock.now());
  return session.id;
}

/** All that a person sees of a session, without ids. */
async function seen(at: Instance, sessionId: string) {
  const session = await at.sessions.find(owner, sessionId);
  const rows = await at.db.selectFrom("generations").selectAll().where("session_id", "=", sessionId).orderBy("take").execute();
  const numbers = new Map(rows.map(({ id, take: number }) => [id, number]));
  const takes = (await readGenerations({ db: at.db, files: at.files, modelOf: () => defaultModel, log: at.log }, rows.map(({ id }) => id))).reverse();
  const references = await at.references.store.findMany(owner, session?.draft.referenceIds ?? []);
  const frames = takes.flatMap((one) => (one.status === "completed" ? one.outputs : [])).flatMap((output) => (output.state === "delivered" ? [output] : []));
  const last = frames.at(-1);
  const lineage = last ? await readLineage(at, owner, last.id) : null;
  return {
    title: session?.title, draft: { ...session?.draft, referenceIds: references.map(({ sha256, name }) => [sha256, name]) },
    takes: takes.map((one) => ({
      take: one.take, status: one.status, prompt: one.prompt, count: one.count, seed: one.seed, width: one.width, modelId: one.modelId, createdAt: one.createdAt, requestId: one.requestId, charge: one.charge, amount: one.amountMicroUsd,
      settledAt: "settledAt" in one ? one.settledAt : null, madeFor: numbers.get(one.madeFor ?? "") ?? null,
      outputs: one.status !== "completed" ? [] : one.outputs.map((output) => (output.state === "delivered" ? { ...output, id: "" } : output)),
      references: one.references.map(({ name, thumbUrl, madeFrom }) => ({ name, thumbUrl, frame: madeFrom?.frame ?? null, isKnown: frames.some(({ id }) => id === madeFrom?.outputId) })),
    })),
    lineage: lineage?.frames.map(({ take: number, index, references: from }) => ({ take: number, index, from: from.map(({ madeFrom, name }) => [name, madeFrom?.frame ?? null]) })),
  };
}

function guarantees(place: Place): void {
  const opened: Instance[] = [];
  const databases: Database[] = [];
  beforeEach(() => { opened.length = 0; databases.length = 0; });
  afterEach(async () => {
    for (const { folder } of opened) rmSync(folder, { recursive: true, force: true });
    for (const db of databases) await place.close(db);
  });
  /** With an empty database: what was in it before is gone. */
  async function fresh(clock = handClock()): Promise<Instance> {
    const db = await place.open();
    const made = instance(db, clock);
    databases.push(db);
    opened.push(made);
    return made;
  }
  async function exported(at: Instance, sessionId: string, ownerId = owner) {
    const plan = await planExport({ db: at.db, files: at.files, now: at.clock.now }, ownerId, sessionId);
    if (!plan.ok) throw new Error(plan.error.code);
    const { body, bytes } = await streamZip({ files: at.files, storageOf: () => at.storage, now: at.clock.now, log: at.log }, plan.value);
    const zip = Buffer.from(await new Response(body).arrayBuffer());
    expect(BigInt(zip.length)).toBe(bytes);
    return { name: plan.value.name, zip, files: unzip(zip) };
  }
  const bring = async (at: Instance, zip: Uint8Array, signal = going) => {
    const file = at.files.draftFile();
    writeFileSync(file, zip);
    const reports: number[] = [];
    const answer = await importSession({ db: at.db, references: at.references }, owner, file, (done, of) => reports.push(done / of), signal);
    rmSync(file);
    return { answer, reports };
  };
  const repacked = async (files: ReadonlyMap<string, Uint8Array>, folder = "") =>
    Buffer.from(await new Response(makeZip([...files].map(([name, input]) => ({ name: `${folder}${name}`, input: new Uint8Array(input) })))).arrayBuffer());
  const archiveIn = (files: ReadonlyMap<string, Buffer>): Archive => {
    const read = readArchive(files.get(archiveFileName)?.toString() ?? "");
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };
  const isEmpty = async (at: Instance): Promise<boolean> => {
    const counts = await Promise.all((["sessions", "generations", "outputs"] as const).map((table) => at.db.selectFrom(table).select("id").execute()));
    return counts.every((rows) => rows.length === 0) && readdirSync(path.join(at.folder, "tmp")).length === 0;
  };

  test("exported, wiped and imported on a fresh instance: byte-equal files, the same lineage, marks and settings", async () => {
    const home = await fresh();
    const sessionId = await furnished(home);
    const before = await seen(home, sessionId);
    const { name, zip, files } = await exported(home, sessionId);
    expect(name).toBe("봄-cups-session.zip");
    const away = await fresh();
    const { answer, reports } = await bring(away, zip);
    if (!answer.ok) throw new Error(answer.error.code);
    expect(answer.value).toMatchObject({ takes: 2, frames: 4, missing: 0 });
    expect(await seen(away, answer.value.sessionId)).toEqual(before);
    expect(before.lineage?.map(({ take: number, index }) => `${number}-${index}`)).toEqual(["3-3", "1-2"]);
    expect(before.takes.map(({ madeFor }) => madeFor)).toEqual([null, 1]);
    const outputs = await away.db.selectFrom("outputs").selectAll().where("state", "=", "delivered").where("deleted_at", "is", null).execute();
    expect(outputs).toHaveLength(4);
    for (const { file_key, sha256, thumb_small_key, thumb_large_key } of outputs) {
      expect(stored(away.files, file_key)).toEqual(stored(home.files, file_key));
      expect(hashOf(stored(away.files, file_key))).toBe(sha256);
      for (const thumb of [thumb_small_key, thumb_large_key]) expect(stored(away.files, thumb)).toEqual(stored(home.files, thumb));
    }
    const references = await away.db.selectFrom("references").selectAll().execute();
    expect(references.map(({ stored_key, sha256 }) => hashOf(stored(away.files, stored_key)) === sha256)).toEqual([true, true]);
    expect(reports[0]).toBe(0);
    expect(reports).toEqual([...reports].sort((a, b) => a - b));
    // Exported once more it says the same of itself.
    const again = archiveIn((await exported(away, answer.value.sessionId)).files);
    const plain = ({ savedAt: _savedAt, references: from, ...archive }: Archive) => ({ ...archive, references: from.map(({ createdAt: _createdAt, ...one }) => one) });
    expect(plain(again)).toEqual(plain(archiveIn(files)));
  });

  test("what it cost was paid elsewhere: marked so, and in no day's budget; the next take goes on with its number", async () => {
    const home = await fresh();
    const { zip } = await exported(home, await furnished(home));
    const away = await fresh();
    const { answer } = await bring(away, zip);
    if (!answer.ok) throw new Error(answer.error.code);
    const rows = await away.db.selectFrom("generations").selectAll().orderBy("take").execute();
    expect(rows.map(({ take: number, charged_micro_usd, charge, imported_at }) => ({ number, charged_micro_usd, charge, isImported: imported_at !== null }))).toEqual([1, 3].map((number) => ({ number, charged_micro_usd: 90_000, charge: "charged", isImported: true })));
    const caps = { perTakeMicroUsd: 1, perDayMicroUsd: 10, perOwnerDayMicroUsd: 10 };
    for (const { budget_day } of rows) expect((await dayBudget(away.db, budget_day, owner, caps)).heldMicroUsd).toBe(0);
    const draft = (await away.sessions.find(owner, answer.value.sessionId))?.draft;
    const next = await accept(acceptDeps(away.db, away.clock.now), owner, { sessionId: answer.value.sessionId, idempotencyKey: click(), draft: { ...defaultModel.emptyDraft(), prompt: "Generate 1 image", count: 1, referenceIds: draft?.referenceIds ?? [] } });
    expect(next.ok && (await rowOf(away.db, next.value.id)).take).toBe(4);
    // The sweeper finds nothing to take, now or when the notes of what was written would be due.
    const kept = await away.db.selectFrom("outputs").select("file_key").where("file_key", "is not", null).execute();
    for (const passed of [0, 3 * 60 * 60_000]) {
      away.clock.pass(passed);
      await sweepOnce({ db: away.db, files: away.files, storageOf: () => away.storage, now: away.clock.now, log: away.log }, going);
    }
    for (const { file_key } of kept) expect(await away.files.find(file_key ?? "")).not.toBeNull();
    expect(await away.db.selectFrom("discarded_files").select("file_key").execute()).toEqual([]);
  });

  test("a changed byte, a missing file, and what is no picture are named, and nothing is kept", async () => {
    const home = await fresh();
    const { files } = await exported(home, await furnished(home));
    const frame = [...files.keys()].find((name) => name.includes("-3-2-")) ?? "";
    const photograph = [...files.keys()].find((name) => name.startsWith("references/")) ?? "";
    const away = await fresh();
    for (const name of [frame, photograph]) {
      const bytes = Buffer.from(files.get(name) ?? []);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 20) ^ 1, bytes.length - 20);
      expect((await bring(away, await repacked(new Map([...files, [name, bytes]])))).answer).toEqual(err({ code: "file_changed", name }));
      const without = new Map(files);
      without.delete(name);
      expect((await bring(away, await repacked(without))).answer).toEqual(err({ code: "file_missing", name }));
    }
    // Its hash is right, and it is no picture all the same.
    const text = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
    const was = hashOf(files.get(frame) ?? Buffer.alloc(0));
    const told = Buffer.from((files.get(archiveFileName)?.toString() ?? "").replaceAll(was, hashOf(text)));
    expect((await bring(away, await repacked(new Map([...files, [frame, text], [archiveFileName, told]])))).answer).toEqual(err({ code: "file_refused", name: frame }));
    expect(await isEmpty(away)).toBe(true);
    // What was written before it was found out goes with the next looks.
    away.clock.pass(10 * 60_000);
    await sweepOnce({ db: away.db, files: away.files, storageOf: () => away.storage, now: away.clock.now, log: away.log }, going);
    expect((await away.db.selectFrom("discarded_files").select("file_key").execute()).filter(({ file_key }) => file_key.startsWith("o/") && file_key.includes(was))).toEqual([]);
  });

  test("no zip, a zip of frames, a later version, names that lead nowhere: each refused in its own word", async () => {
    const home = await fresh();
    const { files, zip } = await exported(home, await furnished(home));
    const away = await fresh();
    const code = async (bytes: Uint8Array) => {
      const { answer } = await bring(away, bytes);
      return answer.ok ? "came" : answer.error.code;
    };
    const archive = files.get(archiveFileName)?.toString() ?? "";
    const withArchive = (text: string) => repacked(new Map([...files, [archiveFileName, Buffer.from(text)]]));
    expect(await code(Buffer.from("no zip at all"))).toBe("not_a_zip");
    expect(await code(zip.subarray(0, zip.length - 200))).toBe("not_a_zip");
    expect(await code(await repacked(new Map([...files].filter(([name]) => name !== archiveFileName))))).toBe("no_session");
    expect(await code(await withArchive("{"))).toBe("not_an_archive");
    expect(await code(await withArchive(archive.replace('"version": 1', '"version": 2')))).toBe("newer");
    expect(await code(await withArchive(archive.replace(/"references": \[\s*"r\d+"/, '"references": [ "r999"')))).toBe("not_an_archive");
    expect(await code(await withArchive(archive.replace('"take": 3,', '"take": 1,')))).toBe("not_an_archive");
    expect(await isEmpty(away)).toBe(true);
    expect(await code(await repacked(files, "unpacked/"))).toBe("came");
  });

  test("one that is left in the middle leaves nothing", async () => {
    const home = await fresh();
    const { zip } = await exported(home, await furnished(home));
    const away = await fresh();
    const left = new AbortController();
    left.abort();
    expect((await bring(away, zip, left.signal)).answer).toEqual(err({ code: "cut_off" }));
    expect(await isEmpty(away)).toBe(true);
  });

  test("one that is cancelled while it is sent leaves nobody busy, though nobody asks how it went", async () => {
    const away = await fresh();
    const imports = createImports({ db: away.db, references: away.references, dataDir: away.folder, log: away.log });
    for (let time = 0; time < 3; time += 1) {
      const left = new AbortController();
      let chunks = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array(10));
          chunks += 1;
          if (chunks === 5) left.abort();
        },
      });
      const said = imports.begin(owner, { body: endless, bytes: null }, left.signal);
      expect(await said.next()).toEqual({ done: false, value: { is: "refused", refusal: { code: "cut_off" } } });
    }
    expect(await isEmpty(away)).toBe(true);
  });

  test("photographs and frames of what is deleted or still runs stay at home", async () => {
    const home = await fresh();
    const session = await home.sessions.create(owner, home.clock.now());
    const [used, gone, running] = [await referenceFromSample(home.references, owner, "cups"), await referenceFromSample(home.references, owner, "oranges"), await referenceFromSample(home.references, owner, "blossom")];
    if (!used.ok || !gone.ok || !running.ok) throw new Error("no samples");
    await take(home, session.id, [used.value.id], [10]);
    const deleted = await take(home, session.id, [gone.value.id], [60]);
    await deleteGeneration(home.db, owner, deleted.id, home.clock.now());
    const open = await take(home, session.id, [running.value.id], [110]);
    await home.db.updateTable("generations").set({ status: "saving", settled_at: null }).where("id", "=", open.id).execute();
    const { files } = await exported(home, session.id);
    expect(archiveIn(files).references.map(({ name }) => name)).toEqual(["cups.jpg"]);
    expect([...files.keys()].filter((name) => name.startsWith("references/"))).toHaveLength(1);
    expect([...files.keys()].filter((name) => /-\d+-\d+-/.test(name)).map((name) => /-(\d+-\d+)-/.exec(name)?.[1])).toEqual(["1-1"]);
  });

  test("what no instance would take in is not given out, and what is given out is not too many for any", async () => {
    const home = await fresh();
    const sessionId = await furnished(home);
    const { zip, files } = await exported(home, sessionId);
    const ask = () => planExport({ db: home.db, files: home.files, now: home.clock.now }, owner, sessionId);
    await home.db.updateTable("outputs").set({ bytes: serverLimits.importBytes - zip.length }).where("frame", "=", 2).where("deleted_at", "is", null).where("state", "=", "delivered").execute();
    expect(await ask()).toEqual(err({ code: "too_many" }));
    // As many frames and photographs as an export may hold: none of them is in this zip, which is found out only after.
    const archive = archiveIn(files);
    const [one] = archive.takes;
    const frameOf = (nth: number) => ({ index: nth % 100 + 1, state: "delivered" as const, file: `${nth}.jpg`, sha256: hashOf(Buffer.from(String(nth))), mime: "image/jpeg", bytes: 1, width: 1, height: 1, markedAt: null });
    const takes = Array.from({ length: serverLimits.archiveFrames / 100 }, (_, at) => ({ ...one, take: at + 1, madeFor: null, frames: Array.from({ length: 100 }, (_frame, nth) => frameOf(at * 100 + nth)) }));
    const full = Buffer.from(JSON.stringify({ ...archive, takes, lastTake: takes.length, references: archive.references.map((reference) => ({ ...reference, madeFrom: null })) }));
    expect((await bring(home, await repacked(new Map([[archiveFileName, full]])))).answer).toMatchObject({ error: { code: "file_missing" } });
  });

  test("brought in twice it is there twice, and the photographs once", async () => {
    const home = await fresh();
    const sessionId = await furnished(home);
    const { zip } = await exported(home, sessionId);
    const { answer } = await bring(home, zip);
    if (!answer.ok) throw new Error(answer.error.code);
    expect(answer.value.sessionId).not.toBe(sessionId);
    expect(await home.db.selectFrom("references").select("id").execute()).toHaveLength(2);
    const [one, other] = [await seen(home, sessionId), await seen(home, answer.value.sessionId)];
    expect({ ...other, lineage: null, takes: other.takes.map(({ take: number }) => number) }).toEqual({ ...one, lineage: null, takes: one.takes.map(({ take: number }) => number) });
  });

  test("nobody exports another's session, or one that is not there", async () => {
    const home = await fresh();
    const sessionId = await furnished(home);
    const ask = (ownerId: string, id: string) => planExport({ db: home.db, files: home.files, now: home.clock.now }, ownerId, id);
    expect(await ask("ann", sessionId)).toEqual(err({ code: "not_found" }));
    expect(await ask(owner, newId("ses"))).toEqual(err({ code: "not_found" }));
    await home.sessions.remove(owner, sessionId, home.clock.now());
    expect(await ask(owner, sessionId)).toEqual(err({ code: "not_found" }));
  });
}
