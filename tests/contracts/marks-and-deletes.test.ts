import { describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import type { Database } from "@/lib/server/db/database";
import { accept } from "@/lib/server/generations/accept";
import { askCancelQueued } from "@/lib/server/generations/cancel";
import { deleteGeneration, deleteOutputs, restoreGeneration, restoreOutputs } from "@/lib/server/generations/deletion";
import { markOutputs } from "@/lib/server/generations/mark";
import { readGeneration } from "@/lib/server/generations/read";
import { readSheet, readSheetPage } from "@/lib/server/generations/read-sheet";
import { listSessions } from "@/lib/server/sessions/list";
import { sessionStore } from "@/lib/server/sessions/store";
import { readShelf } from "@/lib/server/references/shelf";
import { onBothDatabases, type Place } from "@/tests/contracts/support/place";
import { sheetOn, type SheetGround } from "@/tests/contracts/support/sheet-ground";
import { acceptDeps, goodDraft, newSession, owner, rowOf } from "@/tests/contracts/support/take-fixture";

onBothDatabases("marks and deletes", guarantees);

function guarantees(place: Place): void {
  let db: Database;
  let ground: SheetGround;
  let sessionId: string;
  sheetOn(place, (sheet) => { ({ db, ground, sessionId } = sheet); });

  const now = () => ground.clock.now();
  const since = async (version: number) => {
    const sheet = await readSheet(ground.readDeps, owner, sessionId, version);
    if (sheet === null) throw new Error("no sheet");
    return sheet;
  };
  const framesOf = async (generationId: string) => {
    const generation = await readGeneration(ground.readDeps, generationId);
    return generation?.status === "completed" ? generation.outputs.map((output) => (output.state === "delivered" && output.markedAt !== null ? "marked" : output.state)) : null;
  };

  describe("a mark", () => {
    test("shows in every tab, stays when set again, and goes when taken away", async () => {
      const { row, outputs: [first = "", second = ""] } = await ground.take(sessionId, "ab");
      const before = (await since(0)).version;
      expect(await markOutputs(db, owner, [second], true, now())).toEqual([row.id]);
      expect((await since(before)).generations.map(({ id }) => id)).toEqual([row.id]);
      expect(await framesOf(row.id)).toEqual(["delivered", "marked"]);
      expect(await markOutputs(db, owner, [second], true, now() + 5)).toEqual([]);
      expect((await ground.store.outputs(row.id)).map(({ marked_at }) => marked_at)).toEqual([null, now()]);
      expect(await markOutputs(db, owner, [first, second], false, now())).toEqual([row.id]);
      expect(await framesOf(row.id)).toEqual(["delivered", "delivered"]);
    });
    test("many frames of many takes are one act, and each take has its own version", async () => {
      const takes = [await ground.take(sessionId, "ab"), await ground.take(sessionId, "cd"), await ground.take(sessionId, "ef")];
      const before = (await since(0)).version;
      await markOutputs(db, owner, takes.flatMap(({ outputs }) => outputs), true, now());
      const { generations } = await since(before);
      expect(new Set(generations.map(({ version }) => version)).size).toBe(3);
      expect((await readSheetPage(ground.readDeps, owner, sessionId, { before: null, marked: true, limit: 10 }))?.counts).toEqual({ takes: 3, frames: 6, marked: 6 });
    });
    test("is its owner's alone: another's frame, a deleted one and a strange one are one answer", async () => {
      const { outputs: [first = "", second = ""] } = await ground.take(sessionId, "ab");
      expect(await markOutputs(db, "ann", [first], true, now())).toBeNull();
      expect(await markOutputs(db, owner, [newId("out")], true, now())).toBeNull();
      await deleteOutputs(db, owner, [second], now());
      expect(await markOutputs(db, owner, [second], true, now())).toBeNull();
    });
    test("two acts at once on the same frames both come through", async () => {
      const takes = [await ground.take(sessionId, "ab"), await ground.take(sessionId, "cd")];
      const ids = takes.flatMap(({ outputs }) => outputs);
      await Promise.all([markOutputs(db, owner, ids, true, now()), markOutputs(db, owner, ids.toReversed(), true, now()), deleteOutputs(db, owner, ids.slice(0, 1), now())]);
      expect((await db.selectFrom("outputs").select("id").where("marked_at", "is not", null).execute()).length).toBeGreaterThanOrEqual(3);
    });
  });

  describe("a deleted frame", () => {
    test("is hidden from every door at once, brought back by an undo, and neither twice", async () => {
      const { row, outputs: [first = ""] } = await ground.take(sessionId, "ab");
      const before = (await since(0)).version;
      expect(await deleteOutputs(db, owner, [first], now())).toEqual([row.id]);
      expect(await deleteOutputs(db, owner, [first], now())).toEqual([]);
      expect((await since(before)).generations.map(({ id }) => id)).toEqual([row.id]);
      expect(await framesOf(row.id)).toEqual(["deleted", "delivered"]);
      expect(await ground.store.findDelivered(owner, first)).toBeUndefined();
      expect((await readShelf(ground.readDeps, owner, "frames", null)).pictures).toHaveLength(1);
      expect(await restoreOutputs(db, owner, [first], now())).toEqual([row.id]);
      expect(await restoreOutputs(db, owner, [first], now())).toEqual([]);
      expect(await framesOf(row.id)).toEqual(["delivered", "delivered"]);
      await ground.afterUndo();
      expect(ground.keysOf("a").every(ground.isThere)).toBe(true);
    });
    test("goes from disk once its time is over, and nothing brings it back; what is left says that it was there", async () => {
      const { row, outputs: [first = ""] } = await ground.take(sessionId, "ab");
      await deleteOutputs(db, owner, [first], now());
      ground.clock.pass(limits.deletedKeptMs - 1);
      await ground.sweep();
      expect(ground.keysOf("a").every(ground.isThere)).toBe(true);
      ground.clock.pass(1);
      expect(await restoreOutputs(db, owner, [first], now())).toBeNull();
      await ground.sweep();
      expect(ground.keysOf("a").filter(ground.isThere)).toEqual([]);
      expect(ground.keysOf("b").every(ground.isThere)).toBe(true);
      expect(await framesOf(row.id)).toEqual(["deleted", "delivered"]);
      expect(await db.selectFrom("discarded_files").selectAll().execute()).toEqual([]);
    });
    test("keeps its bytes while another frame has the same, and its thumbnails while a reference was made of it", async () => {
      const { outputs: [first = ""] } = await ground.take(sessionId, "a");
      const { outputs: [other = ""] } = await ground.take(sessionId, "a");
      const edited = await ground.reference("a", { output_id: first, made_from: "1-1", made_from_output_id: first });
      await deleteOutputs(db, owner, [first], now());
      await ground.afterUndo();
      expect(ground.keysOf("a").every(ground.isThere)).toBe(true);
      await deleteOutputs(db, owner, [other], now());
      await ground.afterUndo();
      const [file = "", ...thumbs] = ground.keysOf("a");
      expect([ground.isThere(file), ...thumbs.map(ground.isThere)]).toEqual([false, true, true, true]);
      expect(ground.isThere(edited.stored_key)).toBe(true);
    });
    test("another owner deletes and restores nothing", async () => {
      const { row, outputs } = await ground.take(sessionId, "a");
      expect(await deleteOutputs(db, "ann", outputs, now())).toBeNull();
      await deleteOutputs(db, owner, outputs, now());
      expect(await restoreOutputs(db, "ann", outputs, now())).toBeNull();
      expect(await framesOf(row.id)).toEqual(["deleted"]);
    });
  });

  describe("a deleted take", () => {
    test("tells every tab that it went, and comes back with an undo", async () => {
      const { row } = await ground.take(sessionId, "ab");
      const before = (await since(0)).version;
      const gone = await deleteGeneration(db, owner, row.id, now());
      expect(await deleteGeneration(db, owner, row.id, now())).toEqual(gone);
      expect(await since(before)).toMatchObject({ generations: [], gone: [gone] });
      expect(await since(0)).toMatchObject({ generations: [], gone: [] });
      expect(await readGeneration(ground.readDeps, row.id)).toBeNull();
      expect(await ground.store.findOwned(owner, row.id)).toBeUndefined();
      const list = await listSessions({ db, files: ground.files, build: "b", now }, owner, { search: "cups", cursor: null, limit: 5 });
      // Named by its prompt, and so still found by its title.
      expect(list.sessions).toMatchObject([{ takes: 0, frames: 0, coverUrl: null }]);
      expect(await restoreGeneration(db, owner, row.id, now())).toBe(true);
      expect(await restoreGeneration(db, owner, row.id, now())).toBe(true);
      expect((await since(gone?.version ?? 0)).generations).toMatchObject([{ id: row.id, outputs: [{ state: "delivered" }, { state: "delivered" }] }]);
    });
    test("goes for good with its files, prompt and references' use; a tab that slept still hears of it, and the money stays counted", async () => {
      const { row } = await ground.take(sessionId, "ab");
      const before = (await since(0)).version;
      await deleteGeneration(db, owner, row.id, now());
      await ground.afterUndo();
      expect([...ground.keysOf("a"), ...ground.keysOf("b")].filter(ground.isThere)).toEqual([]);
      expect(await restoreGeneration(db, owner, row.id, now())).toBe(false);
      expect((await since(before)).gone.map(({ id }) => id)).toEqual([row.id]);
      expect(await rowOf(db, row.id)).toMatchObject({ erased: 1, draft_json: "{}", prompt_folded: "", input_json: null, charge: "charged", charged_micro_usd: row.charged_micro_usd, request_id: "req-1" });
      expect(await db.selectFrom("outputs").select("id").execute()).toEqual([]);
      expect(await db.selectFrom("generation_references").select("reference_id").execute()).toEqual([]);
      expect((await db.selectFrom("budget_days").select("held_micro_usd").where("owner_id", "=", "").executeTakeFirst())?.held_micro_usd).toBe(row.charged_micro_usd);
    });
    test("lets go of its photograph, which stays on the shelf for a day and goes then", async () => {
      const photograph = await ground.reference("f");
      const { row } = await ground.take(sessionId, "a", { references: [photograph] });
      ground.clock.pass(limits.unusedKeptMs * 2);
      await deleteGeneration(db, owner, row.id, now());
      await ground.afterUndo();
      ground.clock.pass(limits.unusedKeptMs - 1);
      await ground.sweep();
      expect((await readShelf(ground.readDeps, owner, "references", null)).pictures).toHaveLength(1);
      ground.clock.pass(1);
      await ground.sweep();
      expect((await readShelf(ground.readDeps, owner, "references", null)).pictures).toEqual([]);
      expect([photograph.stored_key, photograph.thumb_key].filter(ground.isThere)).toEqual([]);
    });
    test("the click that made it is still answered, and makes no second one", async () => {
      const { row } = await ground.take(sessionId, "a");
      await deleteGeneration(db, owner, row.id, now());
      await ground.afterUndo();
      const again = await accept(acceptDeps(db, now), owner, { sessionId, idempotencyKey: row.idempotency_key, draft: await goodDraft(db) });
      expect(again).toEqual({ ok: true, value: { id: row.id } });
    });
    test("while it is open it is followed to its end and charged, and goes then", async () => {
      const row = await ground.accepted(sessionId, { count: 1 });
      await deleteGeneration(db, owner, row.id, now());
      await ground.afterUndo();
      expect((await rowOf(db, row.id)).erased).toBe(0);
      await ground.deliver(row, "a");
      expect(ground.keysOf("a").every(ground.isThere)).toBe(true);
      await ground.sweep();
      expect(ground.keysOf("a").filter(ground.isThere)).toEqual([]);
      expect(await rowOf(db, row.id)).toMatchObject({ erased: 1, status: "completed", charge: "charged" });
    });
    test("of another owner it is like a strange one; of a deleted session it is not there", async () => {
      const { row, outputs } = await ground.take(sessionId, "a");
      expect(await deleteGeneration(db, "ann", row.id, now())).toBeNull();
      expect(await deleteGeneration(db, owner, newId("gen"), now())).toBeNull();
      await sessionStore(db, defaultModel.emptyDraft).remove(owner, sessionId, now());
      expect(await deleteGeneration(db, owner, row.id, now())).toBeNull();
      expect(await markOutputs(db, owner, outputs, true, now())).toBeNull();
    });
    test("goes with its session, bare or not", async () => {
      const { row } = await ground.take(sessionId, "a");
      await ground.take(sessionId, "b");
      await deleteGeneration(db, owner, row.id, now());
      await ground.afterUndo();
      await sessionStore(db, defaultModel.emptyDraft).remove(owner, sessionId, now());
      await ground.afterUndo();
      expect(await db.selectFrom("generations").select("id").execute()).toEqual([]);
      expect([...ground.keysOf("a"), ...ground.keysOf("b")].filter(ground.isThere)).toEqual([]);
    });
    test("an undo and the sweeper at once: it is whole, or it is gone", async () => {
      for (const letter of ["a", "b", "c", "d"]) {
        const { row } = await ground.take(sessionId, letter);
        await deleteGeneration(db, owner, row.id, now());
        ground.clock.pass(limits.deletedKeptMs);
        const [, restored] = await Promise.all([ground.sweep(), restoreGeneration(db, owner, row.id, now() - 1)]);
        await ground.sweep();
        const isWhole = (await readGeneration(ground.readDeps, row.id)) !== null;
        expect(isWhole).toBe(restored);
        expect(ground.keysOf(letter).map(ground.isThere)).toEqual([restored, restored, restored, restored]);
      }
    });
  });

  test("all of a session that wait are cancelled by one wish; what runs or is another's is not", async () => {
    const [first, second, running] = [await ground.accepted(sessionId), await ground.accepted(sessionId), await ground.accepted(sessionId)];
    const elsewhere = await ground.accepted((await newSession(db)).id);
    await ground.store.claimDue(now(), 10);
    await ground.store.move(await rowOf(db, running.id), "in_queue", { request_id: "r" }, now());
    await ground.store.move(await rowOf(db, running.id), "in_progress", { started_at: now() }, now());
    expect(await askCancelQueued(db, ground.store, "ann", sessionId)).toBeNull();
    expect(await askCancelQueued(db, ground.store, owner, sessionId)).toEqual([first.id, second.id]);
    expect(await askCancelQueued(db, ground.store, owner, sessionId)).toEqual([]);
    expect((await rowOf(db, elsewhere.id)).cancel).toBe("none");
    expect((await rowOf(db, running.id)).cancel).toBe("none");
  });

  describe("pages of takes", () => {
    test("come newest first, each take once, and say whether there are older ones", async () => {
      for (let nth = 0; nth < 7; nth += 1) await ground.take(sessionId, "a");
      await deleteGeneration(db, owner, (await since(0)).generations[3]?.id ?? "", now());
      const seen: number[][] = [];
      let before: number | null = null;
      for (let older = true; older;) {
        const page: Awaited<ReturnType<typeof readSheetPage>> = await readSheetPage(ground.readDeps, owner, sessionId, { before, marked: false, limit: 3 });
        if (page === null) throw new Error("no page");
        seen.push(page.generations.map(({ take }) => take));
        ({ older } = page);
        before = page.generations.at(-1)?.take ?? null;
      }
      expect(seen).toEqual([[7, 6, 5], [3, 2, 1]]);
    });
    test("of marked frames alone have every such take and no other", async () => {
      const takes = [await ground.take(sessionId, "ab"), await ground.take(sessionId, "cd"), await ground.take(sessionId, "ef")];
      await markOutputs(db, owner, [takes[0]?.outputs[1] ?? "", takes[2]?.outputs[0] ?? ""], true, now());
      await deleteOutputs(db, owner, [takes[2]?.outputs[0] ?? ""], now());
      const page = await readSheetPage(ground.readDeps, owner, sessionId, { before: null, marked: true, limit: 10 });
      expect(page?.generations.map(({ take }) => take)).toEqual([1]);
      expect(page?.counts).toEqual({ takes: 3, frames: 5, marked: 1 });
      expect(await readSheetPage(ground.readDeps, "ann", sessionId, { before: null, marked: false, limit: 10 })).toBeNull();
    });
  });
}
