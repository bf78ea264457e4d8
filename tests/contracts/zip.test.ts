import { createHash } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readRecipe } from "@/lib/generations/recipe";
import { newId } from "@/lib/ids";
import { serverLimits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok } from "@/lib/result";
import type { Database } from "@/lib/server/db/database";
import { deleteGeneration, deleteOutputs } from "@/lib/server/generations/deletion";
import { markOutputs } from "@/lib/server/generations/mark";
import { planZip, type ZipAsked, type ZipPlan } from "@/lib/server/generations/zip-plan";
import { streamZip } from "@/lib/server/generations/zip-stream";
import { sessionStore } from "@/lib/server/sessions/store";
import type { Storage } from "@/lib/server/storage/storage";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { hex, sheetOn, type SheetGround } from "@/tests/contracts/support/sheet-ground";
import { listeningLog, newSession, owner } from "@/tests/contracts/support/take-fixture";
import { unzip } from "@/tests/support/unzip";

onBothDatabases("zips", guarantees);

const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

function guarantees(place: Place): void {
  let db: Database;
  let ground: SheetGround;
  let sessionId: string;
  sheetOn(place, (sheet) => { ({ db, ground, sessionId } = sheet); });
  const listening = listeningLog();
  const plan = (asked: ZipAsked, ownerId = owner, session = sessionId) => planZip({ db, files: ground.files }, ownerId, session, asked);
  const planned = async (asked: ZipAsked): Promise<ZipPlan> => {
    const answer = await plan(asked);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  };
  /** Reads what is stored, like the local storage. */
  const storage = (): Storage => ({
    ...ground.storage,
    async read(key, file) {
      writeFileSync(file, readFileSync(ground.files.pathOf(key)));
      return ok(null);
    },
  });
  const stream = async (asked: ZipAsked, from: Storage | null = storage()) =>
    streamZip({ files: ground.files, storageOf: () => from, now: ground.clock.now, log: listening.log }, await planned(asked));
  const saved = async (asked: ZipAsked, from: Storage | null = storage()) => {
    const { body, bytes } = await stream(asked, from);
    const zip = Buffer.from(await new Response(body).arrayBuffer());
    const files = unzip(zip);
    const recipe = readRecipe(files.get("recipe.json")?.toString() ?? "");
    if (!recipe.ok) throw new Error(recipe.error.code);
    return { zip, bytes, files, recipe: recipe.value };
  };
  /** The stored bytes of a photograph that says truly what they are. */
  async function photograph(changes: { name?: string; storage?: Storage["kind"] } = {}) {
    const row = await ground.reference("f", changes);
    const file = ground.files.pathOf(row.stored_key);
    const truth = { sha256: hashOf(readFileSync(file)), bytes: statSync(file).size };
    await db.updateTable("references").set({ ...truth, sha256_once: null }).where("id", "=", row.id).execute();
    return { ...row, ...truth };
  }
  /** Frames say truly how large and what they are. */
  async function measured(letters: string): Promise<void> {
    for (const letter of letters) {
      const [key = ""] = ground.keysOf(letter);
      const file = ground.files.pathOf(key);
      await db.updateTable("outputs").set({ bytes: statSync(file).size }).where("sha256", "=", hex(letter)).execute();
    }
  }

  test("frames by their bytes, the photograph they came from, and a recipe that is read back", async () => {
    await sessionStore(db, defaultModel.emptyDraft).rename(owner, sessionId, "봄, Cups");
    const from = await photograph({ name: "찻잔.jpg" });
    const { row, outputs: [, second = ""] } = await ground.take(sessionId, "ab", { references: [from], prompt: "Generate 2 images of the cups, colder light", seed: 7 });
    await markOutputs(db, owner, [second], true, ground.clock.now());
    await measured("ab");
    const { zip, bytes, files, recipe } = await saved({ by: "takes", takes: [row.take] });
    expect(BigInt(zip.length)).toBe(bytes);
    const names = ["봄-cups-1-1-cups-colder-light.png", "봄-cups-1-2-cups-colder-light.png", `references/찻잔-${from.sha256.slice(0, 8)}.jpg`];
    expect([...files.keys()]).toEqual([...names, "recipe.json"]);
    for (const [at, letter] of ["a", "b"].entries()) expect(files.get(names[at] ?? "")).toEqual(readFileSync(ground.files.pathOf(ground.keysOf(letter)[0] ?? "")));
    expect(hashOf(files.get(names[2] ?? "") ?? Buffer.alloc(0))).toBe(from.sha256);
    expect(recipe).toMatchObject({
      title: "봄, Cups", unreadable: 0,
      takes: [{
        take: 1, modelId: defaultModel.model.id, prompt: "Generate 2 images of the cups, colder light", settings: { count: 2, seed: 7, size: "2560:1440 (16:9)" },
        references: [{ number: 1, name: "찻잔.jpg", file: names[2], sha256: from.sha256, madeFrom: null }],
        frames: [{ name: "1-1", file: names[0], sha256: hex("a"), marked: false }, { name: "1-2", file: names[1], sha256: hex("b"), marked: true }],
      }],
    });
    expect((await planned({ by: "takes", takes: [1] })).name).toBe("봄-cups-1.zip");
  });

  test("by numbers and by takes; a deleted frame or take is in none", async () => {
    const takes = [await ground.take(sessionId, "ab"), await ground.take(sessionId, "cd"), await ground.take(sessionId, "e")];
    await measured("abcde");
    const names = async (asked: ZipAsked) => (await planned(asked)).takes.flatMap(({ frames }) => frames.map(({ name }) => name));
    expect(await names({ by: "names", names: [{ take: 2, index: 2 }, { take: 1, index: 1 }, { take: 2, index: 1 }, { take: 9, index: 9 }] })).toEqual(["1-1", "2-1", "2-2"]);
    expect(await names({ by: "takes", takes: [3, 1] })).toEqual(["1-1", "1-2", "3-1"]);
    await deleteOutputs(db, owner, takes[1]?.outputs.slice(0, 1) ?? [], ground.clock.now());
    expect(await names({ by: "takes", takes: [2, 1] })).toEqual(["1-1", "1-2", "2-2"]);
    await deleteGeneration(db, owner, takes[0]?.row.id ?? "", ground.clock.now());
    expect(await names({ by: "names", names: [{ take: 1, index: 1 }, { take: 2, index: 1 }, { take: 2, index: 2 }] })).toEqual(["2-2"]);
    expect(await plan({ by: "takes", takes: [1] })).toEqual(err({ code: "not_found" }));
  });

  test("a chain keeps its lineage by the frames' bytes, and the same bytes are there once", async () => {
    const first = await ground.take(sessionId, "a");
    const edited = await ground.reference("a", { output_id: first.outputs[0], made_from: "1-1", made_from_output_id: first.outputs[0], name: "1-1" });
    await ground.take(sessionId, "b", { references: [edited] });
    await ground.take(sessionId, "c", { references: [edited] });
    const { takes, references } = await planned({ by: "takes", takes: [2, 3] });
    expect(references).toHaveLength(1);
    expect(takes.map((take) => take.references)).toMatchObject([[{ madeFrom: { frame: "1-1", sha256: hex("a") } }], [{ madeFrom: { frame: "1-1", sha256: hex("a") } }]]);
  });

  test("a frame whose file is not there is left out; without any there is no zip", async () => {
    await ground.take(sessionId, "ab");
    rmSync(ground.files.pathOf(ground.keysOf("a")[0] ?? ""));
    expect((await planned({ by: "takes", takes: [1] })).frames).toHaveLength(1);
    rmSync(ground.files.pathOf(ground.keysOf("b")[0] ?? ""));
    expect(await plan({ by: "takes", takes: [1] })).toEqual(err({ code: "not_found" }));
  });

  test("a photograph at a storage that does not answer is left out, and the recipe says so", async () => {
    const from = await photograph({ storage: "uploadthing" });
    await ground.take(sessionId, "a", { references: [from] });
    const { bytes, files, recipe } = await saved({ by: "takes", takes: [1] }, { ...ground.storage, kind: "uploadthing", read: async () => err({ code: "unavailable" }) });
    expect(bytes).toBeNull();
    expect([...files.keys()].filter((name) => name.startsWith("references/"))).toEqual([]);
    expect(recipe.takes[0]?.references).toMatchObject([{ file: null, sha256: from.sha256 }]);
    const away = await saved({ by: "takes", takes: [1] }, null);
    expect(away.recipe.takes[0]?.references).toMatchObject([{ file: null }]);
    expect((await saved({ by: "takes", takes: [1] })).recipe.takes[0]?.references).toMatchObject([{ file: `references/cups-${from.sha256.slice(0, 8)}.jpg` }]);
  });

  test.skipIf(process.platform !== "linux")("a client that leaves in the middle leaves no file open and nothing behind", async () => {
    await ground.take(sessionId, "ab");
    writeFileSync(ground.files.pathOf(ground.keysOf("a")[0] ?? ""), Buffer.alloc(5_000_000));
    const { body } = await stream({ by: "takes", takes: [1] });
    const reader = body.getReader();
    for (let bytes = 0; bytes < 200_000;) bytes += (await reader.read()).value?.byteLength ?? 0;
    expect(openFiles(ground.folder)).toHaveLength(1);
    await reader.cancel("left");
    expect(readdirSync(path.join(ground.folder, "tmp"))).toEqual([]);
    await expect.poll(async () => openFiles(ground.folder)).toEqual([]);
  });

  test.skipIf(process.platform !== "linux")("nothing is read that the client has not asked for", async () => {
    await ground.take(sessionId, "a");
    writeFileSync(ground.files.pathOf(ground.keysOf("a")[0] ?? ""), Buffer.alloc(20_000_000));
    const { body } = await stream({ by: "takes", takes: [1] });
    const reader = body.getReader();
    let bytes = 0;
    for (let reads = 0; reads < 5; reads += 1) bytes += (await reader.read()).value?.byteLength ?? 0;
    expect(bytes).toBeLessThan(1_000_000);
    expect(readOf(openFiles(ground.folder)[0])).toBeLessThan(1_000_000);
    await reader.cancel();
  });

  test("more frames than one zip holds are refused, and nobody gets another's", async () => {
    await ground.take(sessionId, "a");
    expect(await plan({ by: "takes", takes: [1] }, "ann")).toEqual(err({ code: "not_found" }));
    expect(await plan({ by: "takes", takes: [1] }, owner, newId("ses"))).toEqual(err({ code: "not_found" }));
    const elsewhere = await newSession(db);
    expect(await plan({ by: "names", names: [{ take: 1, index: 1 }] }, owner, elsewhere.id)).toEqual(err({ code: "not_found" }));
    const [output] = await db.selectFrom("outputs").selectAll().execute();
    if (!output) throw new Error("no frame");
    for (let from = 2; from < serverLimits.zipFrames + 3; from += 500) {
      await db.insertInto("outputs").values(Array.from({ length: 500 }, (_, at) => ({ ...output, id: newId("out"), frame: from + at }))).execute();
    }
    expect(await plan({ by: "takes", takes: [1] })).toEqual(err({ code: "too_many" }));
  });
}

/** Files below a folder that this process has open. Linux tells. */
function openFiles(folder: string): string[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder) ? [fd] : [];
    } catch {
      return [];
    }
  });
}
const readOf = (fd: string | undefined): number => Number(/pos:\s+(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${fd ?? ""}`, "utf8"))?.[1]);
