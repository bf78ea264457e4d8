import { beforeEach, expect, test } from "vitest";
import type { Stood } from "@/components/composer/originals";
import { createUndoWay } from "@/components/composer/undo-way";
import { takeToasts } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";
import type { KnownReference } from "@/lib/references/known";
import type { Reference } from "@/lib/references/reference";
import { unchosen, type Way } from "@/lib/references/way";
import { speakEnglish } from "@/tests/support/languages";

const reference: Reference = {
  id: `ref_${"1".repeat(32)}`, name: "a.jpg", format: "jpeg", width: 8, height: 8, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null,
};
const file = new File(["x"], "a.jpg");
const before: Stood = { way: { ...unchosen, turns: 1 }, atMs: 0, reference, otherFormat: null, unfitted: null };

beforeEach(() => {
  speakEnglish();
  takeToasts();
});

/** A tile with one step to go back, that old, and what the server has. */
function undoing(ageMs: number, known: () => Promise<KnownReference[]>) {
  const done: unknown[] = [];
  let stood: Stood | null = before;
  const undo = createUndoWay({
    uploads: { stoodBefore: () => stood && { file, before: stood }, forgetEarlier: () => done.push("earlier forgotten"), undoWay: () => done.push("put back") },
    exchange: (_id: string, again: File, way: Way) => done.push([again, way]),
    readKnown: (asked) => {
      done.push(asked);
      return known();
    },
    now: () => ageMs,
  });
  return { done, undo, change: () => { stood = { ...before }; } };
}
const asked = { ids: [reference.id] };
const isThere = () => Promise.resolve([{ reference, sha256: "" }]);
const isGone = () => Promise.resolve([]);

test("what stood within the day is put back without asking", () => {
  const { done, undo } = undoing(limits.unusedKeptMs - 1, isGone);
  void undo("tile");
  expect(done).toEqual(["put back"]);
});

test("what is older is asked for, and put back where it is there", async () => {
  const { done, undo } = undoing(limits.unusedKeptMs, isThere);
  await undo("tile");
  expect(done).toEqual([asked, "put back"]);
});

test("what the studio has swept away meanwhile is made again from its file, and nothing that stood before it is offered", async () => {
  const { done, undo } = undoing(limits.unusedKeptMs, isGone);
  await undo("tile");
  expect(done).toEqual([asked, "earlier forgotten", [file, before.way]]);
});

test("where the studio does not answer nothing changes, and it is said", async () => {
  const { done, undo } = undoing(limits.unusedKeptMs, () => Promise.reject(new Error("offline")));
  await undo("tile");
  expect([done, takeToasts().map(({ text }) => text)]).toEqual([[asked], ["The studio's server does not answer. Nothing was changed."]]);
});

test("what was changed again while it was asked for is left alone", async () => {
  const { done, undo, change } = undoing(limits.unusedKeptMs, isThere);
  const answered = undo("tile");
  change();
  await answered;
  expect(done).toEqual([asked]);
});
