import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import { newId } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { ok } from "@/lib/result";
import type { Database, GenerationRow, ReferenceRow } from "@/lib/server/db/database";
import { accept } from "@/lib/server/generations/accept";
import { generationStore } from "@/lib/server/generations/store";
import { referenceStore } from "@/lib/server/references/store";
import { sweepOnce } from "@/lib/server/sessions/sweeper";
import { createFiles, outputKey, thumbKey, type FileKey } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";
import type { Draft } from "@/lib/sessions/session";
import type { Place } from "@/tests/contracts/support/place";
import { acceptDeps, click, handClock, listeningLog, newSession, owner, referenceFixture, rowOf } from "@/tests/contracts/support/take-fixture";

/** The content that a letter stands for. */
export const hex = (letter: string): string => letter.repeat(64);

/** Takes with frames and files, on a database and a folder of the test's own. */
export function sheetGround(db: Database) {
  const clock = handClock();
  const folder = mkdtempSync(path.join(tmpdir(), "sheet-ground-"));
  const files = createFiles(folder);
  const { log } = listeningLog();
  const store = generationStore(db, "ground");
  const storage: Storage = {
    kind: "local", publicUrl: () => ok(""), read: async () => ok(null), put: async () => ok({ key: "" }),
    async remove(key) {
      rmSync(files.pathOf(key), { force: true });
      return ok(null);
    },
  };
  const write = (key: FileKey): FileKey => {
    const file = files.pathOf(key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `bytes of ${key}`);
    // Older than what a take could be about to name.
    utimesSync(file, clock.now() / 1000 - 3600, clock.now() / 1000 - 3600);
    return key;
  };
  const isThere = (key: FileKey): boolean => existsSync(files.pathOf(key));
  const keysOf = (letter: string): FileKey[] => [outputKey(hex(letter), "image/png"), thumbKey(hex(letter), 640), thumbKey(hex(letter), 1280), thumbKey(hex(letter), 384)];

  async function reference(letter: string, changes: Partial<ReferenceRow> = {}): Promise<ReferenceRow> {
    const row = referenceFixture({
      stored_key: `r/${newId("ref").slice(4)}.jpg`, sha256: hex(letter), sha256_once: hex(letter), thumb_key: thumbKey(hex(letter), 640), given_at: clock.now(), created_at: clock.now(), ...changes,
    });
    const standing = await referenceStore(db).insert(row);
    if (standing.id === row.id) [row.stored_key, row.thumb_key].map(write);
    return standing;
  }

  /** An accepted take, not sent yet. */
  async function accepted(sessionId: string, { references = [], madeFor, ownerId = owner, ...draft }: Partial<Draft> & { references?: readonly ReferenceRow[]; madeFor?: string; ownerId?: string } = {}): Promise<GenerationRow> {
    const from = references.length > 0 ? references : [await reference("9", { owner_id: ownerId, sha256_once: null })];
    const whole = { ...defaultModel.emptyDraft(), prompt: "Generate 4 images of the cups", ...draft, referenceIds: from.map(({ id }) => id) };
    const answer = await accept(acceptDeps(db, clock.now), ownerId, { sessionId, idempotencyKey: click(), draft: whole, madeFor });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return rowOf(db, answer.value.id);
  }

  /** Completed, with one frame for each letter, which stands for its content; "-" is one that did not come. */
  async function deliver(row: GenerationRow, letters: string, tookMs = 1000): Promise<GenerationRow> {
    await store.claimDue(clock.now(), 100);
    await store.move(await rowOf(db, row.id), "in_queue", { request_id: `req-${row.take}`, accepted_at: clock.now() }, clock.now());
    await store.startSaving(await rowOf(db, row.id), [...letters].map((letter) => `https://files.test/${letter}`), null, clock.now());
    for (const [at, output] of (await store.outputs(row.id)).entries()) {
      const letter = letters[at] ?? "";
      const [file_key = "", thumb_small_key = "", thumb_large_key = ""] = letter === "-" ? [] : keysOf(letter).map(write);
      await store.setOutput(row, output.id, letter === "-" ? { state: "missing" } : {
        state: "delivered", media: "image", mime: "image/png", sha256: hex(letter), file_key, thumb_small_key, thumb_large_key, width: 64, height: 36, bytes: 1000, thumb_bytes: 100,
      });
    }
    clock.pass(tookMs);
    await store.move(await rowOf(db, row.id), "completed", {}, clock.now(), { charge: "charged", chargedMicroUsd: row.charged_micro_usd });
    await store.release(row.id, Number.MAX_SAFE_INTEGER);
    return rowOf(db, row.id);
  }

  return {
    clock, files, folder, store, storage, keysOf, isThere, reference, accepted, deliver,
    readDeps: { db, files, modelOf: () => defaultModel, log },
    /** A completed take in one go, and the ids of its frames in order. */
    async take(sessionId: string, letters: string, changes: Parameters<typeof accepted>[1] = {}) {
      const row = await deliver(await accepted(sessionId, { count: letters.length, ...changes }), letters);
      return { row, outputs: (await store.outputs(row.id)).map(({ id }) => id) };
    },
    sweep: () => sweepOnce({ db, files, storageOf: () => storage, now: clock.now, log }, new AbortController().signal),
    /** Past the time in which a delete could be undone. */
    async afterUndo() {
      clock.pass(limits.deletedKeptMs);
      await this.sweep();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
export type SheetGround = ReturnType<typeof sheetGround>;

/** For each test of a block: an empty database, takes and files on it, and a session. */
export function sheetOn(place: Place, begun: (sheet: { db: Database; ground: SheetGround; sessionId: string }) => void | Promise<void>): void {
  let end = async () => {};
  beforeEach(async () => {
    const db = await place.open();
    const ground = sheetGround(db);
    end = async () => {
      await place.close(db);
      ground.remove();
    };
    await begun({ db, ground, sessionId: (await newSession(db)).id });
  });
  afterEach(() => end());
}
