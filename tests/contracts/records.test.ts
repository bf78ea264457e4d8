import { describe, expect, test } from "vitest";
import { mainLine } from "@/lib/records/lineage";
import { newId } from "@/lib/ids";
import { serverLimits } from "@/lib/limits";
import { defaultModel, modelById } from "@/lib/models/catalog";
import type { Database } from "@/lib/server/db/database";
import { deleteGeneration, deleteOutputs } from "@/lib/server/generations/deletion";
import { readFacts } from "@/lib/server/generations/facts";
import { readLineage } from "@/lib/server/generations/lineage";
import { markOutputs } from "@/lib/server/generations/mark";
import { readPrompts } from "@/lib/server/generations/prompt-history";
import { readGeneration } from "@/lib/server/generations/read";
import { readUsualTimes, usualTimes } from "@/lib/server/generations/usual";
import { sessionStore } from "@/lib/server/sessions/store";
import { measureThumbs } from "@/lib/server/storage/thumb-bytes";
import { readStorageUsed } from "@/lib/server/storage/used";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { sheetOn, type SheetGround } from "@/tests/contracts/support/sheet-ground";
import { newSession, owner, rowOf } from "@/tests/contracts/support/take-fixture";

onBothDatabases("records", guarantees);

function guarantees(place: Place): void {
  let db: Database;
  let ground: SheetGround;
  let sessionId: string;
  sheetOn(place, (sheet) => { ({ db, ground, sessionId } = sheet); });
  const now = () => ground.clock.now();

  describe("lineage", () => {
    /** A frame edited on and on, the last time in another session: each take from the frame before. */
    async function chain(length: number) {
      const photograph = await ground.reference("f", { name: "cups.jpg" });
      const frames: string[] = [];
      const other = (await newSession(db)).id;
      let from = photograph;
      for (let nth = 1; nth <= length; nth += 1) {
        ground.clock.pass(1000);
        const letter = "123456789abcde"[nth % 14] ?? "1";
        const { outputs: [frame = ""], row } = await ground.take(nth === length ? other : sessionId, letter, { references: [from] });
        frames.push(frame);
        from = await ground.reference(letter, { output_id: frame, made_from: `${row.take}-1`, made_from_output_id: frame, name: `${row.take}-1`, sha256_once: null });
      }
      return { frames, photograph, other };
    }
    test("goes through three edits and two sessions back to the first photograph", async () => {
      const { frames, photograph, other } = await chain(3);
      const lineage = await readLineage({ db, files: ground.files }, owner, frames[2] ?? "");
      expect(lineage?.cut).toBe(false);
      expect(lineage?.frames.map(({ id }) => id)).toEqual(frames.toReversed());
      expect(lineage?.frames[0]).toMatchObject({ sessionId: other, take: 1, index: 1, exists: true, references: [{ number: 1, madeFrom: { frame: "2-1", outputId: frames[1] } }] });
      expect(mainLine(lineage ?? { frames: [], cut: false }).at(-1)?.through).toMatchObject({ id: photograph.id, name: "cups.jpg", madeFrom: null, thumbUrl: ground.files.urlOf(photograph.thumb_key), fileUrl: ground.files.urlOf(photograph.stored_key), width: photograph.width, height: photograph.height });
    });
    test("keeps a deleted frame in the line, which cannot be gone to; what is gone for good is told by its number", async () => {
      const { frames } = await chain(3);
      await deleteOutputs(db, owner, [frames[1] ?? ""], now());
      await ground.afterUndo();
      const lineage = await readLineage({ db, files: ground.files }, owner, frames[2] ?? "");
      expect(lineage?.frames.map(({ exists, thumbUrl }) => [exists, thumbUrl === null])).toEqual([[true, false], [false, true], [true, false]]);
      const take = await db.selectFrom("outputs").select("generation_id").where("id", "=", frames[1] ?? "").executeTakeFirstOrThrow();
      await deleteGeneration(db, owner, take.generation_id, now());
      await ground.afterUndo();
      const shorter = await readLineage({ db, files: ground.files }, owner, frames[2] ?? "");
      expect(shorter?.frames).toHaveLength(1);
      expect(shorter?.frames[0]?.references).toMatchObject([{ name: "2-1", madeFrom: { frame: "2-1", outputId: frames[1] } }]);
      expect(await readLineage({ db, files: ground.files }, owner, frames[1] ?? "")).toBeNull();
    });
    test("has all references of each take in their order, and a picture that several share once", async () => {
      const [one, two] = [await ground.reference("f"), await ground.reference("e")];
      const { outputs: [first = "", second = ""], row } = await ground.take(sessionId, "12", { references: [two, one] });
      ground.clock.pass(1000);
      const edited = [await ground.reference("1", { output_id: first, made_from: "1-1", made_from_output_id: first }), await ground.reference("2", { output_id: second, made_from: "1-2", made_from_output_id: second })];
      const { outputs: [last = ""] } = await ground.take(sessionId, "3", { references: edited });
      const lineage = await readLineage({ db, files: ground.files }, owner, last);
      expect(lineage?.frames.map(({ id }) => id)).toEqual([last, first, second]);
      expect(lineage?.frames.slice(1).map(({ references }) => references.map(({ id, number }) => [id, number]))).toEqual([[[two.id, 1], [one.id, 2]], [[two.id, 1], [one.id, 2]]]);
      expect(lineage?.frames[1]?.generationId).toBe(row.id);
    });
    test("does not turn in a circle where a later take made the very bytes that an earlier one began with", async () => {
      const photograph = await ground.reference("f");
      const { outputs: [first = ""] } = await ground.take(sessionId, "1", { references: [photograph] });
      await db.updateTable("references").set({ output_id: first, made_from: "1-1", made_from_output_id: first }).where("id", "=", photograph.id).execute();
      const lineage = await readLineage({ db, files: ground.files }, owner, first);
      expect(lineage).toMatchObject({ cut: false, frames: [{ id: first, references: [{ madeFrom: null }] }] });
    });
    test("is bounded, and says that there is more", async () => {
      const { frames } = await chain(serverLimits.lineageDepth + 2);
      const lineage = await readLineage({ db, files: ground.files }, owner, frames.at(-1) ?? "");
      expect([lineage?.frames.length, lineage?.cut]).toEqual([serverLimits.lineageDepth, true]);
    }, 60_000);
    test("is its owner's alone", async () => {
      const { frames } = await chain(1);
      expect(await readLineage({ db, files: ground.files }, "ann", frames[0] ?? "")).toBeNull();
      expect(await readLineage({ db, files: ground.files }, owner, newId("out"))).toBeNull();
    });
  });

  describe("facts", () => {
    const facts = (ownerId: string, id: string) => readFacts({ generations: ground.store, modelOf: modelById }, ownerId, id);
    test("tell what was sent and answered without what proves a right, when, and what came", async () => {
      const row = await ground.accepted(sessionId, { count: 2 });
      await ground.store.claimDue(now(), 10);
      await ground.store.stampPost(row.id, JSON.stringify({ prompt: "p", images: ["http://127.0.0.1:3000/api/files/r/1.jpg"] }), now());
      const { id } = await ground.deliver(row, "ab");
      await db.updateTable("generations").set({ result_json: '{"output":{"images":["https://f.test/1?token=t"]}}' }).where("id", "=", id).execute();
      const told = await facts(owner, id);
      expect(told).toMatchObject({
        id, status: "completed", requestId: "req-1", modelId: defaultModel.model.id, asked: { count: 2, width: 2560, height: 1440 },
        times: { createdAt: row.created_at, sentAt: row.created_at, settledAt: now() }, got: [{ index: 1, bytes: 1000, sha256: "a".repeat(64) }, { index: 2, mime: "image/png" }],
      });
      expect(told?.inputJson).toContain("/api/files/r/1.jpg");
      expect(told?.resultJson).toContain("token=removed");
    });
    test("are its owner's alone, and gone with the take", async () => {
      const { row } = await ground.take(sessionId, "a");
      expect([await facts("ann", row.id), await facts(owner, newId("gen"))]).toEqual([null, null]);
      await deleteGeneration(db, owner, row.id, now());
      expect(await facts(owner, row.id)).toBeNull();
    });
  });

  describe("the usual time", () => {
    const read = () => readUsualTimes({ db, engine: "runcomfy", modelId: defaultModel.model.id, now });
    const tookMs = async (letters: string, ms: number) => ground.deliver(await ground.accepted((await newSession(db)).id, { count: letters.length }), letters, ms);
    test("is the median of each count's last completed takes, a deleted one's too", async () => {
      expect(await read()).toEqual([]);
      for (const ms of [9000, 1000, 5000]) await tookMs("ab", ms);
      await tookMs("a", 2000);
      const last = await tookMs("a", 3000);
      await deleteGeneration(db, owner, last.id, now());
      await ground.afterUndo();
      expect(await read()).toEqual([{ count: 1, ms: 2500 }, { count: 2, ms: 5000 }]);
    });
    test("counts no wait behind our own takes", async () => {
      const { id: _, idempotency_key: __, take: ___, ...rest } = await tookMs("a", 10_000);
      const from = rest.created_at;
      const behind = { ...rest, id: newId("gen"), idempotency_key: newId("gen"), take: 2, images_asked: 2, created_at: from + 1000, started_at: from + 10_000, settled_at: from + 14_000 };
      await db.insertInto("generations").values(behind).execute();
      expect(await read()).toEqual([{ count: 1, ms: 10_000 }, { count: 2, ms: 4000 }]);
    });
    test("is of takes made here, not of imported ones", async () => {
      const { id } = await tookMs("a", 9000);
      await tookMs("a", 2000);
      await db.updateTable("generations").set({ imported_at: now() }).where("id", "=", id).execute();
      expect(await read()).toEqual([{ count: 1, ms: 2000 }]);
    });
    test("follows the newest twenty, and is told from memory for a while", async () => {
      const row = await tookMs("a", 60_000);
      const { id: _, idempotency_key: __, take: ___, ...rest } = row;
      const newer = Array.from({ length: serverLimits.usualTakes }, (____, at) => ({ ...rest, id: newId("gen"), idempotency_key: newId("gen"), take: at + 2, settled_at: row.created_at + 100_000, created_at: row.created_at + 99_000 }));
      await db.insertInto("generations").values(newer).execute();
      expect(await read()).toEqual([{ count: 1, ms: 1000 }]);
      const remembered = usualTimes({ db, engine: "runcomfy", modelId: defaultModel.model.id, now });
      await remembered();
      await db.updateTable("generations").set({ created_at: row.created_at + 98_000 }).where("id", "!=", row.id).execute();
      expect(await remembered()).toEqual([{ count: 1, ms: 1000 }]);
      ground.clock.pass(serverLimits.usualFreshMs);
      expect(await remembered()).toEqual([{ count: 1, ms: 2000 }]);
    });
  });

  describe("earlier prompts", () => {
    const ask = (prompt: string, ownerId?: string) => ground.accepted(sessionId, { prompt, ownerId });
    test("come once each, last used first, page by page, and are found by their words", async () => {
      for (let nth = 0; nth < serverLimits.promptsOnPage + 3; nth += 1) await ask(`Generate 4 images of Nr ${nth} ÄPFEL`);
      const again = await ask("Generate 4 images of Nr 1 ÄPFEL");
      const first = await readPrompts(db, owner, { search: "", cursor: null });
      expect(first.prompts[0]).toEqual({ generationId: again.id, prompt: "Generate 4 images of Nr 1 ÄPFEL", usedAt: again.created_at, takes: 2 });
      const second = await readPrompts(db, owner, { search: "", cursor: first.nextCursor });
      const all = [...first.prompts, ...second.prompts].map(({ prompt }) => prompt);
      expect([first.prompts.length, all.length, new Set(all).size, second.nextCursor]).toEqual([serverLimits.promptsOnPage, serverLimits.promptsOnPage + 3, serverLimits.promptsOnPage + 3, null]);
      expect((await readPrompts(db, owner, { search: "äpfel 32", cursor: null })).prompts.map(({ prompt }) => prompt)).toEqual(["Generate 4 images of Nr 32 ÄPFEL"]);
    });
    test("have none of another owner's, of a deleted take or of a deleted session", async () => {
      const { id } = await ask("Generate 4 images of mine");
      expect((await readPrompts(db, "ann", { search: "", cursor: null })).prompts).toEqual([]);
      await deleteGeneration(db, owner, id, now());
      expect((await readPrompts(db, owner, { search: "", cursor: null })).prompts).toEqual([]);
      await ask("Generate 4 images of others");
      await sessionStore(db, defaultModel.emptyDraft).remove(owner, sessionId, now());
      expect((await readPrompts(db, owner, { search: "", cursor: null })).prompts).toEqual([]);
    });
  });

  describe("what is stored", () => {
    test("counts each content once, and tells what could go", async () => {
      const photograph = await ground.reference("f", { bytes: 5000 });
      const { outputs: [marked = "", unmarked = ""] } = await ground.take(sessionId, "ab", { references: [photograph] });
      const { outputs: [, leaving = ""] } = await ground.take(sessionId, "ac", { references: [photograph] });
      await markOutputs(db, owner, [marked], true, now());
      await deleteOutputs(db, owner, [leaving], now());
      expect(await readStorageUsed(db, owner)).toEqual({
        frames: { count: 3, bytes: 2200 }, references: { count: 1, bytes: 5000 }, unmarked: { count: 1, bytes: 1100 }, leaving: { count: 1, bytes: 1100 },
      });
      await deleteOutputs(db, owner, [unmarked], now());
      await ground.afterUndo();
      expect(await readStorageUsed(db, owner)).toMatchObject({ frames: { count: 2, bytes: 1100 }, unmarked: { count: 0, bytes: 0 }, leaving: { count: 0, bytes: 0 } });
      expect(await readStorageUsed(db, "ann")).toMatchObject({ frames: { count: 0, bytes: 0 }, references: { count: 0, bytes: 0 } });
    });
    test("thumbnails of what an older version saved are measured", async () => {
      await ground.take(sessionId, "a");
      await db.updateTable("outputs").set({ thumb_bytes: null }).execute();
      await measureThumbs({ db, files: ground.files });
      const [, small = "", large = ""] = ground.keysOf("a");
      expect(await readStorageUsed(db, owner)).toMatchObject({ frames: { count: 1, bytes: 1000 + `bytes of ${small}bytes of ${large}`.length } });
    });
  });

  test("a take that asks again for what did not come is linked to the short one of its own session alone", async () => {
    const { row: short } = await ground.take(sessionId, "a-", { count: 2 });
    const elsewhere = (await newSession(db)).id;
    const again = await ground.accepted(sessionId, { count: 1, madeFor: short.id });
    expect((await readGeneration(ground.readDeps, again.id))?.madeFor).toBe(short.id);
    expect((await rowOf(db, (await ground.accepted(elsewhere, { madeFor: short.id })).id)).made_for).toBeNull();
    expect((await rowOf(db, (await ground.accepted(sessionId, { madeFor: newId("gen") })).id)).made_for).toBeNull();
  });
}
