import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDeletions } from "@/components/sheet/deletions";
import { createDesk } from "@/components/sheet/desk";
import { takeToasts } from "@/components/ui/toast-queue";
import type { FramesRefusal } from "@/lib/generations/frames-command";
import type { Generation } from "@/lib/generations/generation";
import { completed, fixtureOutput, fixtureSessionId } from "@/lib/generations/generation-fixture";
import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { drawnFrames } from "@/tests/support/drawn-frames";
import { speakEnglish } from "@/tests/support/languages";

type Frames = Result<Generation[], FramesRefusal>;
const lost = () => Promise.reject(new Error("the answer is lost"));
const frames = (count: number) => Array.from({ length: count }, (_, nth) => ({ output: fixtureOutput(1, nth + 1), generation: completed(1) }));
const toasts = () => takeToasts().map(({ text }) => text);

beforeEach(() => {
  vi.useFakeTimers();
  speakEnglish();
  takeToasts();
  vi.stubGlobal("requestAnimationFrame", () => 0);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

type Server = { deleting?: (ids: string[]) => Promise<Frames>; restoring?: (ids: string[]) => Promise<Frames> };

/** A sheet, and a server that answers so. */
function sheet({ deleting = () => Promise.resolve(ok([])), restoring = () => Promise.resolve(ok([])) }: Server) {
  const asked: string[] = [];
  const desk = createDesk();
  const queryClient = new QueryClient();
  const ask = (what: string, answer: (ids: string[]) => Promise<Frames>) => ({ outputIds }: { outputIds: string[] }) => {
    asked.push(`${what} ${outputIds.length}`);
    return answer(outputIds);
  };
  const deletions = createDeletions({ sessionId: fixtureSessionId, desk, queryClient }, {
    deleteOutputs: ask("delete", deleting), restoreOutputs: ask("restore", restoring),
    deleteGeneration: () => { asked.push("delete take"); return lost(); },
    restoreGeneration: () => { asked.push("restore take"); return Promise.resolve(ok(completed(1))); },
  });
  return { ...deletions, asked, desk, queryClient, hidden: () => desk.pending.get().gone.size, back: () => desk.pending.get().back.size };
}

test("a deletion whose answer is lost may have been done: it is not denied, and can be undone until its time is over", async () => {
  const { remove, undo, asked, hidden } = sheet({ deleting: lost });
  remove(frames(1));
  await vi.advanceTimersByTimeAsync(1000);
  expect(toasts()).toEqual(["Frame 1-1 is deleted.", "The studio's server does not answer. Whether it was deleted shows here once it does."]);
  expect(hidden()).toBe(0);
  expect(undo()).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(["delete 1", "restore 1"]);

  remove(frames(1));
  await vi.advanceTimersByTimeAsync(limits.undoMs);
  expect(undo()).toBe(false);
});

test("who undoes before the answer is lost is brought back all the same, a frame as well as a take", async () => {
  const { remove, removeTake, undo, asked, hidden } = sheet({ deleting: () => new Promise(() => undefined) });
  remove(frames(2));
  undo();
  await vi.advanceTimersByTimeAsync(limits.actionMs);
  removeTake(completed(1));
  undo();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(["delete 2", "restore 2", "delete take", "restore take"]);
  expect(hidden()).toBe(0);
  expect(toasts()).toEqual(["2 frames are deleted.", "Take 1 is deleted."]);
});

test("marked frames that go along are named", () => {
  const { remove } = sheet({});
  remove(frames(3).map(({ output, generation }, nth) => ({ generation, output: { ...output, markedAt: nth === 0 ? null : 1 } })));
  expect(toasts()).toEqual(["3 frames are deleted, 2 of them marked."]);
});

test("an undo shows at once, before the server has answered, and then what it answered counts", async () => {
  let answer: (frames: Frames) => void = () => undefined;
  const { remove, undo, hidden, back } = sheet({ restoring: () => new Promise((resolve) => { answer = resolve; }) });
  remove(frames(2));
  await vi.advanceTimersByTimeAsync(0);
  undo();
  expect([hidden(), back()]).toEqual([0, 2]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(back()).toBe(2);
  answer(ok([]));
  await vi.advanceTimersByTimeAsync(0);
  expect([hidden(), back()]).toEqual([0, 0]);
});

test("what is back stays so while the server's answer takes the wish's place", async () => {
  const take = completed(1);
  const gone = take.outputs.map(({ index }) => ({ state: "deleted" as const, index }));
  const { remove, undo, back, ...shown } = sheet({
    deleting: () => Promise.resolve(ok([{ ...take, version: 2, outputs: gone }])),
    restoring: () => Promise.resolve(ok([{ ...take, version: 3 }])),
  });
  const views = drawnFrames(shown, take);
  remove(frames(4));
  await vi.advanceTimersByTimeAsync(0);
  const before = views().length;
  undo();
  await vi.advanceTimersByTimeAsync(1000);
  expect(back()).toBe(0);
  expect(views().slice(before).map((outputs) => outputs.every(({ state }) => state === "delivered"))).not.toContain(false);
  expect(views().length).toBeGreaterThan(before + 1);
});

test("a deletion that is refused shows again, is said, and leaves nothing to undo", async () => {
  const { remove, undo, hidden } = sheet({ deleting: () => Promise.resolve(err({ code: "not_found" })) });
  remove(frames(1));
  await vi.advanceTimersByTimeAsync(0);
  expect([hidden(), undo(), toasts().at(-1)]).toEqual([0, false, "That is not there any more. Reload the page."]);
});

test("where it is not known whether it is back, the sheet shows what is so", async () => {
  const { remove, undo, hidden } = sheet({ restoring: lost });
  remove(frames(1));
  undo();
  await vi.advanceTimersByTimeAsync(0);
  expect([hidden(), toasts().at(-1)]).toEqual([0, "The studio's server does not answer. Whether it is back shows here once it does."]);
});

test("more frames than one act takes go and come back in parts, all of them", async () => {
  const { remove, undo, asked, hidden } = sheet({});
  remove(frames(limits.framesAtOnce + 300));
  await vi.advanceTimersByTimeAsync(0);
  expect(hidden()).toBe(800);
  undo();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(["delete 500", "delete 300", "restore 500", "restore 300"]);
  expect(toasts()).toEqual(["800 frames are deleted."]);
});
