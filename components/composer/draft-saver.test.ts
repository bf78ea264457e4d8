import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SavingState } from "@/components/composer/composer-state";
import { createDraftSaver } from "@/components/composer/draft-saver";
import type { SaveDraftRefusal } from "@/lib/sessions/actions";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok, type Result } from "@/lib/result";
import type { Draft } from "@/lib/sessions/session";

const draft = (prompt: string): Draft => ({ ...defaultModel.emptyDraft(), prompt });
type Answer = Result<{ revision: number }, SaveDraftRefusal>;

function saver() {
  const sent: { prompt: string; revision: number; answer: (answer: Answer) => void; fail: () => void }[] = [];
  const told: SavingState["state"][] = [];
  const saved: [string, number][] = [];
  let kept: string | null = null;
  const it = createDraftSaver(3, {
    save: ({ prompt }, revision) => new Promise<Answer>((resolve, reject) => {
      sent.push({ prompt, revision, answer: resolve, fail: () => reject(new Error("offline")) });
    }),
    keep: ({ prompt }) => {
      kept = prompt;
    },
    forget: () => {
      kept = null;
    },
    saved: ({ prompt }, revision) => saved.push([prompt, revision]),
    told: ({ state }) => told.push(state),
    delayMs: 400,
    retryMs: [2000, 4000],
  });
  const last = () => sent.at(-1) ?? expect.fail("nothing was sent");
  return { ...it, sent, told, saved, last, kept: () => kept };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("typing is saved once it pauses, and kept in the browser until the server has it", async () => {
  const it = saver();
  it.changed(draft("a"));
  await vi.advanceTimersByTimeAsync(399);
  it.changed(draft("ab"));
  expect(it.sent).toHaveLength(0);
  expect(it.kept()).toBe("ab");
  await vi.advanceTimersByTimeAsync(400);
  expect(it.sent.map(({ prompt, revision }) => [prompt, revision])).toEqual([["ab", 3]]);
  it.last().answer(ok({ revision: 4 }));
  await settle();
  expect(it.kept()).toBeNull();
  expect(it.saved).toEqual([["ab", 4]]);
});

test("what the last page saved as it went is not taken for another tab's", async () => {
  const it = saver();
  it.restored(draft("a"), 3);
  it.changed(draft("ab"));
  await vi.advanceTimersByTimeAsync(400);
  it.last().answer(err({ code: "stale", revision: 4, draft: draft("a") }));
  await vi.advanceTimersByTimeAsync(400);
  expect(it.last()).toMatchObject({ prompt: "ab", revision: 4 });
  expect(it.told).not.toContain("stale");
});

test("a page older than what this tab has saved goes on from what was saved", async () => {
  const it = saver();
  it.restored(draft("a"), 5);
  await vi.advanceTimersByTimeAsync(400);
  expect(it.last()).toMatchObject({ prompt: "a", revision: 5 });
});

test("what was typed during a save goes out after it, on the new revision", async () => {
  const it = saver();
  it.changed(draft("a"));
  await vi.advanceTimersByTimeAsync(400);
  it.changed(draft("ab"));
  await vi.advanceTimersByTimeAsync(5000);
  expect(it.sent).toHaveLength(1);
  it.last().answer(ok({ revision: 4 }));
  await settle();
  expect(it.kept()).toBe("ab");
  await vi.advanceTimersByTimeAsync(400);
  expect(it.last()).toMatchObject({ prompt: "ab", revision: 4 });
});

test("a server that does not answer is asked again, with growing waits, and loses nothing", async () => {
  const it = saver();
  it.changed(draft("a"));
  await vi.advanceTimersByTimeAsync(400);
  it.last().fail();
  await settle();
  expect(it.told.at(-1)).toBe("unreachable");
  await vi.advanceTimersByTimeAsync(2000);
  it.last().fail();
  await vi.advanceTimersByTimeAsync(3999);
  expect(it.sent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(it.sent).toHaveLength(3);
  expect(it.kept()).toBe("a");
  it.last().answer(ok({ revision: 4 }));
  await settle();
  expect(it.told.at(-1)).toBe("saved");
});

test("a draft that another tab has overtaken is not saved over it until the person says so", async () => {
  const it = saver();
  it.changed(draft("mine"));
  await vi.advanceTimersByTimeAsync(400);
  it.last().answer(err({ code: "stale", draft: draft("theirs"), revision: 9 }));
  await settle();
  it.changed(draft("mine, longer"));
  await vi.advanceTimersByTimeAsync(10_000);
  expect([it.sent.length, it.told.at(-1)]).toEqual([1, "stale"]);
  void it.keepMine();
  expect(it.last()).toMatchObject({ prompt: "mine, longer", revision: 9 });
});

test("flush saves at once, and nothing where nothing changed", async () => {
  const it = saver();
  void it.flush();
  expect(it.sent).toHaveLength(0);
  it.changed(draft("a"));
  void it.flush();
  expect(it.sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(it.sent).toHaveLength(1);
});
