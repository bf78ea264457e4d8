import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { readRecipe } from "@/lib/generations/recipe";
import { newId } from "@/lib/ids";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok } from "@/lib/result";
import { readFromLink } from "@/lib/shares/from-link";
import type { ShownParts } from "@/lib/shares/share";
import type { Database, ShareRow } from "@/lib/server/db/database";
import type { ReferenceDeps } from "@/lib/server/references/reference-deps";
import { referenceStore } from "@/lib/server/references/store";
import { sessionStore } from "@/lib/server/sessions/store";
import { deleteOutputs } from "@/lib/server/generations/deletion";
import { findShareFile } from "@/lib/server/shares/share-files";
import { revokeShare } from "@/lib/server/shares/own-shares";
import { shareZip } from "@/lib/server/shares/share-zip";
import { startFromShare, type StartDeps } from "@/lib/server/shares/start-from";
import { localStorage } from "@/lib/server/storage/local";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { everything, nothing, shareGround, type ShareGround } from "@/tests/contracts/support/share-ground";
import { sheetOn, type SheetGround } from "@/tests/contracts/support/sheet-ground";
import { owner } from "@/tests/contracts/support/take-fixture";
import { metadataLeft } from "@/tests/support/metadata-left";
import { unzip } from "@/tests/support/unzip";

onBothDatabases("what shares give,", guarantees);

/** In everything that a share must not tell unless it is chosen; the engine writes the prompt into the file as well. */
const PROMPT = "PROMPT-SENTINEL of the cups";
const TITLE = "SESSION-SENTINEL";
const NAME = "NAME-SENTINEL.jpg";
const NOTE = "METADATA-SENTINEL";

const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const picture = (red: number) =>
  sharp({ create: { width: 640, height: 360, channels: 3, background: { r: red, g: 90, b: 40 } } }).withExif({ IFD0: { ImageDescription: NOTE, Copyright: PROMPT } }).jpeg().toBuffer();

function guarantees(place: Place): void {
  let db: Database;
  let ground: SheetGround;
  let shares: ShareGround;
  let sessionId: string;
  sheetOn(place, async (sheet) => {
    ({ db, ground, sessionId } = sheet);
    shares = shareGround(db, ground);
    await sessionStore(db, defaultModel.emptyDraft).rename(owner, sessionId, TITLE);
  });

  /** A take of two pictures from one photograph, with real bytes that tell more than they show. */
  async function furnish() {
    const [frame, photograph] = [await picture(200), await picture(20)];
    const row = await ground.reference("f", { name: NAME, width: 640, height: 360 });
    shares.put(row.stored_key, photograph);
    await db.updateTable("references").set({ sha256: hashOf(photograph), sha256_once: hashOf(photograph), bytes: photograph.length }).where("id", "=", row.id).execute();
    const { row: take, outputs } = await ground.take(sessionId, "ab", { prompt: PROMPT, references: [row], seed: 4711, size: defaultModel.sizes[1]?.value });
    for (const letter of ["a", "b"]) {
      const key = (ground.keysOf(letter)[0] ?? "").replace(".png", ".jpg");
      shares.put(key, frame);
      await db.updateTable("outputs").set({ file_key: key, mime: "image/jpeg" }).where("sha256", "=", letter.repeat(64)).execute();
    }
    expect(metadataLeft(frame)).not.toEqual([]);
    return { take, outputs, frame, photograph };
  }
  const made = async (shows: ShownParts, changes: Parameters<ShareGround["share"]>[1] = {}): Promise<ShareRow> => shares.share(sessionId, { title: "For the client", shows, ...changes });
  async function zipOf(share: ShareRow) {
    const zip = await shareZip(shares.deps, share);
    if (zip === null) return null;
    const bytes = Buffer.from(await new Response(zip.body).arrayBuffer());
    return { name: zip.name, bytes, files: unzip(bytes) };
  }

  test("a zip holds the pictures as they look, the photographs and the recipe, and no byte of what else the files told", async () => {
    await furnish();
    const zip = await zipOf(await made(everything));
    expect(zip?.name).toBe("for-the-client.zip");
    const names = [...(zip?.files.keys() ?? [])];
    expect(names.slice(0, 2)).toEqual(["for-the-client-1.jpg", "for-the-client-2.jpg"]);
    expect(names[2]).toMatch(/^references\/image-[0-9a-f]{8}\.jpg$/);
    expect(names[3]).toBe("recipe.json");
    for (const name of names.slice(0, 3)) expect({ name, left: metadataLeft(zip?.files.get(name) ?? Buffer.alloc(0)) }).toEqual({ name, left: [] });
    for (const sentinel of [NOTE, TITLE, "NAME-SENTINEL", sessionId]) expect({ sentinel, at: zip?.bytes.indexOf(sentinel) }).toEqual({ sentinel, at: -1 });
    const recipe = readRecipe(zip?.files.get("recipe.json")?.toString() ?? "");
    if (!recipe.ok) throw new Error(recipe.error.code);
    expect(recipe.value).toMatchObject({ title: "For the client", unreadable: 0, takes: [{ take: 1, prompt: PROMPT, settings: { count: 2, seed: 4711 }, references: [{ number: 1, name: "image 1", file: names[2] }], frames: [{ name: "1-1", marked: false }, { name: "1-2" }] }] });
    for (const { file, sha256, bytes } of recipe.value.takes[0]?.frames ?? []) expect({ sha256, bytes }).toEqual({ sha256: hashOf(zip?.files.get(file) ?? Buffer.alloc(0)), bytes: zip?.files.get(file)?.length });
  });

  test("what is not shown is in no byte of the zip; without its originals there is none", async () => {
    await furnish();
    const bare = await zipOf(await made({ ...nothing, originals: true }));
    expect([...(bare?.files.keys() ?? [])]).toEqual(["for-the-client-1.jpg", "for-the-client-2.jpg"]);
    const set = await zipOf(await made({ ...nothing, originals: true, settings: true }));
    expect([...(set?.files.keys() ?? [])].at(-1)).toBe("recipe.json");
    for (const zip of [bare, set]) for (const sentinel of [PROMPT, NOTE, TITLE, "NAME-SENTINEL", "references/"]) expect({ sentinel, at: zip?.bytes.indexOf(sentinel) }).toEqual({ sentinel, at: -1 });
    expect(await zipOf(await made({ ...everything, originals: false }))).toBeNull();
  });

  const taking: readonly [string, (share: ShareRow) => Promise<unknown>][] = [
    ["revoked", ({ id }) => revokeShare(db, owner, id, ground.clock.now())],
    ["behind another passphrase", ({ id }) => db.updateTable("shares").set({ passphrase_hash: "other" }).where("id", "=", id).execute()],
    ["without its originals", ({ id }) => db.updateTable("shares").set({ shows_originals: 0 }).where("id", "=", id).execute()],
  ];
  test.each(taking)("a zip that was begun before it was %s breaks off with the file that is under way", async (_, take) => {
    await furnish();
    const share = await made(everything);
    const reader = (await shareZip(shares.deps, share))?.body.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await take(share);
    const rest = async () => { while ((await reader?.read())?.done === false); };
    await expect(rest()).rejects.toThrow("taken back");
  });

  test("what is chosen otherwise, or deleted, while a zip is made is not in what is still to come", async () => {
    const { outputs } = await furnish();
    const share = await made(everything);
    const zip = await shareZip(shares.deps, share);
    const reader = zip?.body.getReader();
    const parts: Uint8Array[] = [(await reader?.read())?.value ?? new Uint8Array()];
    await db.updateTable("shares").set({ shows_prompt: 0, shows_references: 0 }).where("id", "=", share.id).execute();
    await deleteOutputs(db, owner, outputs.slice(1), ground.clock.now());
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) parts.push(read.value);
    const files = unzip(Buffer.concat(parts));
    expect([...files.keys()]).toEqual(["for-the-client-1.jpg", "recipe.json"]);
    expect(files.get("recipe.json")?.toString()).not.toContain(PROMPT);
  });

  test("a film, which may hold its words, is on a share only where they are shown", async () => {
    const { outputs } = await furnish();
    await db.updateTable("outputs").set({ media: "video", mime: "video/mp4", thumb_small_key: null, thumb_large_key: null }).where("id", "=", outputs[0] ?? "").execute();
    const [told, silent] = [await made({ ...nothing, originals: true, prompt: true }), await made({ ...nothing, originals: true })];
    const fileOf = (share: ShareRow) => findShareFile(db, share, { file: "original", number: 1 });
    expect([await shares.pictures(told), (await fileOf(told))?.kind]).toEqual([["1 delivered", "2 delivered"], "original"]);
    expect([await shares.pictures(silent), await fileOf(silent)]).toEqual([["2 delivered"], null]);
    expect([...((await zipOf(silent))?.files.keys() ?? [])]).toEqual(["for-the-client-2.jpg"]);
  });

  test("of single frames the zip tells neither their take's number nor how many there were", async () => {
    const { outputs } = await furnish();
    const zip = await zipOf(await made(everything, { shared: { kind: "frames", outputIds: outputs.slice(1) } }));
    const recipe = readRecipe(zip?.files.get("recipe.json")?.toString() ?? "");
    expect([...(zip?.files.keys() ?? [])][0]).toBe("for-the-client-1.jpg");
    expect(recipe).toMatchObject({ value: { takes: [{ take: 1, settings: { count: 1 }, frames: [{ name: "1-1" }] }] } });
  });

  test("an original is given with its pixels and colours and nothing else, also in the second look", async () => {
    const { frame } = await furnish();
    const key = (ground.keysOf("a")[0] ?? "").replace(".png", ".jpg");
    for (let look = 0; look < 2; look += 1) {
      const original = await shares.deps.originals.open(key);
      if (original?.kind !== "bytes") throw new Error("not stripped");
      expect(metadataLeft(original.bytes)).toEqual([]);
      expect(hashOf(await sharp(original.bytes).raw().toBuffer())).toBe(hashOf(await sharp(frame).raw().toBuffer()));
    }
    const clean = await sharp(frame).jpeg().toBuffer();
    shares.put(key, clean);
    for (let look = 0; look < 2; look += 1) expect(await shares.deps.originals.open(key)).toMatchObject({ kind: "file", size: clean.length });
    expect(hashOf(readFileSync(ground.files.pathOf(key)))).toBe(hashOf(clean));
  });

  const startDeps = (): StartDeps => {
    const storage = localStorage({ files: ground.files, publicUrl: undefined, port: 3000 });
    const references: ReferenceDeps = {
      store: referenceStore(db), storage, storageOf: () => storage, files: ground.files, rules: defaultModel.referenceRules, samplesDir: "public/samples",
      now: ground.clock.now, log: shares.listening.log, ownsSession: async () => true, stored: () => {},
    };
    return { shares: shares.deps, references, sessions: sessionStore(db, defaultModel.emptyDraft), emptyDraft: defaultModel.emptyDraft };
  };
  const start = (from: string, ownerId = "bob", sessionId = newId("ses")) => startFromShare(startDeps(), ownerId, { from, sessionId });
  const draftOf = async (ownerId: string, id: string) => (await sessionStore(db, defaultModel.emptyDraft).find(ownerId, id))?.draft;

  test("one's own begins with what is shown: settings, words and photographs of its own, ready to run and not run", async () => {
    await furnish();
    const share = await made(everything);
    const begun = await start(share.id);
    if (!begun.ok) throw new Error(begun.error.code);
    const { sessionId: own, missing: left, came } = begun.value;
    expect(came).toEqual(["prompt", "settings", "references"]);
    const draft = await draftOf("bob", own);
    expect(left).toBe(0);
    expect(draft).toMatchObject({ prompt: PROMPT, seed: 4711, count: 2, size: defaultModel.sizes[1]?.value });
    const [reference] = await referenceStore(db).findMany("bob", draft?.referenceIds ?? []);
    expect(reference).toMatchObject({ owner_id: "bob", name: "image 1" });
    expect(metadataLeft(readFileSync(ground.files.pathOf(reference?.stored_key ?? "")))).toEqual([]);
    expect(await db.selectFrom("sessions").select(["owner_id", "title", "from_share_id", "from_share_title", "takes"]).where("id", "=", own).execute()).toEqual([{ owner_id: "bob", title: "For the client", from_share_id: share.id, from_share_title: "For the client", takes: 0 }]);
    // Its owner has it no less for that.
    expect(await draftOf(owner, own)).toBeUndefined();
  });

  test("begun again in the same visit, also while the first is under way, it is one session; another's is nobody's", async () => {
    await furnish();
    const [share, visit] = [await made(everything), newId("ses")];
    const [first, second] = await Promise.all([start(share.id, "bob", visit), start(share.id, "bob", visit)]);
    expect([first, second, await start(share.id, "bob", visit)]).toEqual(Array.from({ length: 3 }, () => ok({ sessionId: visit, came: ["prompt", "settings", "references"], missing: 0 })));
    expect(await db.selectFrom("sessions").select("id").where("owner_id", "=", "bob").execute()).toEqual([{ id: visit }]);
    expect((await draftOf("bob", visit))?.referenceIds).toHaveLength(1);
    expect(await start(share.id, "bob", sessionId)).toEqual(err({ code: "not_found" }));
  });

  test("what is not shown is not taken along", async () => {
    await furnish();
    const begun = await start((await made(nothing)).id);
    if (!begun.ok) throw new Error(begun.error.code);
    expect(begun.value.came).toEqual([]);
    expect(await draftOf("bob", begun.value.sessionId)).toEqual(defaultModel.emptyDraft());
    expect(await start((await made({ ...everything, prompt: false })).id)).toMatchObject({ ok: true, value: { came: ["settings", "references"] } });
  });

  test("a photograph that is not to be had now is told as missing, and the rest is there", async () => {
    const { photograph } = await furnish();
    expect(photograph.length).toBeGreaterThan(0);
    await db.updateTable("references").set({ stored_key: `r/${"0".repeat(32)}.jpg` }).where("owner_id", "=", owner).execute();
    const begun = await start((await made(everything)).id);
    expect(begun).toMatchObject({ ok: true, value: { missing: 1 } });
    if (begun.ok) expect(await start((await made(everything)).id, "bob", begun.value.sessionId)).toEqual(begun);
    if (begun.ok) expect(await draftOf("bob", begun.value.sessionId)).toMatchObject({ prompt: PROMPT, referenceIds: [] });
  });

  test("nobody begins from what is revoked, never was, or is behind a passphrase that he did not know", async () => {
    await furnish();
    const [locked, revoked] = [await made(everything, { passphrase: "open sesame" }), await made(everything)];
    await revokeShare(db, owner, revoked.id, ground.clock.now());
    const grant = shares.deps.pass.grant(locked);
    for (const from of [revoked.id, "0".repeat(32), locked.id, `${locked.id}.${"0".repeat(32)}`, `${revoked.id}.${grant}`, "", "x"]) expect(await start(from)).toEqual(err({ code: "not_found" }));
    expect(readFromLink(`${locked.id}.${grant}`)).not.toBeNull();
    expect(await start(`${locked.id}.${grant}`)).toMatchObject({ ok: true });
    expect(await db.selectFrom("sessions").select("id").where("owner_id", "=", "bob").execute()).toHaveLength(1);
  });
}
