import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { initialComposer, type ComposerState } from "@/components/composer/composer-state";
import { createUploads } from "@/components/composer/composer-uploads";
import type { PrepareFile } from "@/components/references/prepare-on-demand";
import { storedTile } from "@/components/references/tile";
import type { UploadRun } from "@/components/references/upload-run";
import { createStore } from "@/components/ui/store";
import { defaultModel } from "@/lib/models/catalog";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import { unchosen } from "@/lib/references/way";
import { err, type Result } from "@/lib/result";
import { speakEnglish } from "@/tests/support/languages";

const reference: Reference = {
  id: `ref_${"1".repeat(32)}`, name: "a.jpg", format: "jpeg", width: 800, height: 600, bytes: 1000, thumbUrl: "/t", madeFrom: null, source: null,
};
const prepare: PrepareFile = (file) => Promise.resolve({
  kind: "ready", file, mime: "image/jpeg", width: 800, height: 600, otherFormat: "png", unfitted: null,
  source: { format: "jpeg", width: 800, height: 600, bytes: file.size, changes: [] },
});

beforeEach(() => {
  speakEnglish();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** One reference whose file is exchanged; the server answers of an upload when the test says so. */
function uploadsWith() {
  const store = createStore<ComposerState>(initialComposer(defaultModel.emptyDraft(), [storedTile(reference)]));
  const runs = createStore<readonly UploadRun[]>([]);
  const answers: ((answer: Result<Reference, ReferenceRefusal>) => void)[] = [];
  const uploads = createUploads({ store, model: defaultModel, sessionId: "ses", prepare, runs, confirm: () => new Promise((resolve) => answers.push(resolve)) });
  return { store, runs, answers, uploads, tile: () => store.get().tiles[0] };
}

test("the same file in another way is sent as such: what the first was made from stays so; another file in its place is not", async () => {
  const { runs, uploads } = uploadsWith();
  const file = new File(["frame"], "6-2");
  uploads.keepOriginal(reference.id, file, { way: unchosen, atMs: 0, reference, otherFormat: null, unfitted: null });
  await uploads.exchange(reference.id, file, { ...unchosen, turns: 1 });
  uploads.send([reference.id]);
  expect(runs.get().map(({ input }) => input.otherWayOf)).toEqual([reference.id]);
  await uploads.exchange(reference.id, new File(["other"], "other.jpg"), unchosen);
  uploads.send([reference.id]);
  expect(runs.get().map(({ input }) => input.otherWayOf)).toEqual([undefined]);
});

test("the late answer about a way that was given up does not end the one that is under way", async () => {
  const { store, runs, answers, uploads, tile } = uploadsWith();
  const exchange = async (name: string) => {
    await uploads.exchange(reference.id, new File([name], name), unchosen);
    uploads.send([reference.id]);
    runs.get()[0]?.ended("sent");
    expect(tile()?.state).toBe("confirming");
  };
  await exchange("first.jpg");
  await exchange("second.jpg");
  answers[0]?.(err({ code: "problem", problem: { code: "damaged" } }));
  await vi.advanceTimersByTimeAsync(0);
  expect(store.get().tiles).toMatchObject([{ state: "confirming", name: "second.jpg", instead: { id: reference.id } }]);
});
