import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFreeing } from "@/components/sessions/freeing";
import { takeToasts } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";
import { err, ok } from "@/lib/result";
import { speakEnglish } from "@/tests/support/languages";

beforeEach(() => {
  vi.useFakeTimers();
  speakEnglish();
  takeToasts();
});
afterEach(() => {
  vi.useRealTimers();
});

const lost = () => Promise.reject(new Error("the answer is lost"));
type Actions = Parameters<typeof createFreeing>[0]["actions"];

function library(answers: Partial<Actions>) {
  const asked: unknown[] = [];
  const free = createFreeing({
    readAgain: () => undefined,
    actions: {
      beginFreeing: answers.beginFreeing ?? (() => Promise.resolve(ok({ freedAt: 7 }))),
      freeUnmarkedFrames: answers.freeUnmarkedFrames ?? (() => Promise.resolve(ok({ frames: 3 }))),
      restoreFreedFrames: (command) => {
        asked.push(command);
        return answers.restoreFreedFrames?.(command) ?? Promise.resolve(ok({ frames: 3 }));
      },
    },
  });
  return { free, asked };
}
const last = () => takeToasts().at(-1);

test("a deletion whose answer is lost is not denied, and can be undone: once the server has stopped", async () => {
  const { free, asked } = library({ freeUnmarkedFrames: lost });
  await free(30);
  const told = last();
  expect(told?.text).toBe("The studio's server does not answer. Frames may be deleted all the same: Undo brings them back.");
  told?.actions[0]?.run();
  await vi.advanceTimersByTimeAsync(limits.actionMs - 1);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect([asked, last()?.text]).toEqual([[{ freedAt: 7 }], "3 frames are back."]);
});

test("one that is answered is undone at once", async () => {
  const { free, asked } = library({});
  await free(0);
  const told = last();
  expect([told?.text, told?.showMs]).toEqual(["3 frames are deleted.", limits.undoMs]);
  told?.actions[0]?.run();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([{ freedAt: 7 }]);
});

test("that nothing was deleted is said only where that is certain", async () => {
  const nothing = "The studio's server did not answer in time. Nothing was deleted.";
  await library({ beginFreeing: lost, freeUnmarkedFrames: () => { throw new Error("asked all the same"); } }).free(0);
  expect(last()).toMatchObject({ text: nothing, actions: [] });
  await library({ freeUnmarkedFrames: () => Promise.resolve(err({ code: "too_late" })) }).free(0);
  expect(last()).toMatchObject({ text: nothing, actions: [] });
});

test("an undo says what came of it", async () => {
  const told: (string | undefined)[] = [];
  for (const restoreFreedFrames of [lost, () => Promise.resolve(err({ code: "not_found" as const })), () => Promise.resolve(ok({ frames: 0 }))]) {
    await library({ restoreFreedFrames }).free(0);
    last()?.actions[0]?.run();
    await vi.advanceTimersByTimeAsync(0);
    told.push(last()?.text);
  }
  expect(told).toEqual(["The studio's server does not answer. Whether they are back shows in their sessions.", "Too late: they are gone.", "Nothing had been deleted."]);
});
