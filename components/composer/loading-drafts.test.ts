import { beforeEach, expect, test, vi } from "vitest";
import { draftOf, initialComposer, type ComposerState } from "@/components/composer/composer-state";
import { createLoadingDrafts } from "@/components/composer/loading-drafts";
import { createReplacing } from "@/components/composer/replacing";
import { replacedDraftsIn } from "@/components/composer/replaced-drafts";
import { storedTile } from "@/components/references/tile";
import { createStore } from "@/components/ui/store";
import { takeToasts } from "@/components/ui/toast-queue";
import type { Generation } from "@/lib/generations/generation";
import { defaultModel } from "@/lib/models/catalog";
import { composerModelOf } from "@/lib/models/studio-model";
import type { KnownReference } from "@/lib/references/known";
import type { Reference } from "@/lib/references/reference";
import type { Draft } from "@/lib/sessions/session";
import { speakEnglish } from "@/tests/support/languages";

const model = composerModelOf(defaultModel);
const SESSION = `ses_${"1".repeat(32)}`;
const idOf = (digit: number) => `ref_${String(digit).padStart(32, "0")}`;
const reference = (digit: number): Reference => ({
  id: idOf(digit), name: `${digit}.jpg`, format: "jpeg", width: 800, height: 600, bytes: 1000, thumbUrl: "/t", madeFrom: null, source: null,
});
const [wide] = model.sizes.filter(({ ratio }) => ratio === "3:2");
if (!wide) throw new Error("no such size");

const take = (references: readonly number[], size: { width: number; height: number } = wide): Generation => ({
  id: `gen_${"1".repeat(32)}`, sessionId: SESSION, take: 7, version: 1, modelId: "m", engine: "demo", prompt: "Generate 3 images of the cups", count: 3, ...size, optimize: "standard", seed: 5,
  references: references.map((digit) => ({ id: idOf(digit), name: `${digit}.jpg`, thumbUrl: "/t", madeFrom: null })), madeFor: null,
  charge: "charged", amountMicroUsd: 0, createdAt: 1, requestId: null, isImported: false, status: "cancelled", settledAt: 2,
});

function shelfOf() {
  const kept = new Map<string, string>();
  return () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => { kept.set(key, text); }, removeItem: (key: string) => { kept.delete(key); } });
}

/** A written draft with reference 1; the studio still has references 1 to 3. */
function composerWith(answers: (asked: readonly string[]) => Promise<KnownReference[]> = (ids) => Promise.resolve([1, 2, 3].filter((digit) => ids.includes(idOf(digit))).map((digit) => ({ reference: reference(digit), sha256: "" })))) {
  const draft: Draft = { ...defaultModel.emptyDraft(), prompt: "Generate 2 images, typed by hand", count: 2, referenceIds: [idOf(1)] };
  const store = createStore<ComposerState>(initialComposer(draft, [storedTile(reference(1))]));
  const shelf = shelfOf();
  const replacing = createReplacing({ store, model, sessionId: SESSION, shelf, removeTile: () => undefined, now: () => 1 });
  const asked: string[][] = [];
  const readKnown = (ids: { ids: readonly string[] } | { contents: readonly string[] }) => {
    const names = "ids" in ids ? [...ids.ids] : [];
    asked.push(names);
    return answers(names);
  };
  return { store, shelf, asked, draft, drafts: createLoadingDrafts({ store, model, replacing, readKnown }), now: () => draftOf(store.get()) };
}

beforeEach(() => {
  speakEnglish();
  takeToasts();
});

test("a take's prompt, settings and references, in its order, take the draft's place", async () => {
  const { drafts, now, asked } = composerWith();
  drafts.loadSettings(take([3, 1, 2]));
  await vi.waitFor(() => { expect(now()).toEqual({ prompt: "Generate 3 images of the cups", count: 3, size: wide.value, optimize: "standard", seed: 5, referenceIds: [3, 1, 2].map(idOf) }); });
  // The one that is there already is not asked for.
  expect(asked).toEqual([[idOf(3), idOf(2)]]);
});

test("one press brings the whole draft back, and what was written is found later too", async () => {
  const { drafts, now, draft, shelf } = composerWith();
  drafts.loadSettings(take([2]));
  await vi.waitFor(() => { expect(now().referenceIds).toEqual([idOf(2)]); });
  expect(replacedDraftsIn(shelf).of(SESSION).map((one) => one.draft)).toEqual([draft]);
  const [toast] = takeToasts();
  expect(toast?.text).toBe("The settings of take 7 are loaded.");
  toast?.actions[0]?.run();
  expect(now()).toEqual(draft);
});

test("a reference that is gone is named, and the others take its number", async () => {
  const { drafts, now } = composerWith();
  drafts.loadSettings(take([8, 2]));
  await vi.waitFor(() => { expect(now().referenceIds).toEqual([idOf(2)]); });
  expect(takeToasts().map(({ text }) => text)).toEqual(["The settings of take 7 are loaded. Not there any more: 8.jpg."]);
});

test("a size that the model no longer makes is said, and the draft's own stays", async () => {
  const { drafts, now, draft } = composerWith();
  drafts.loadSettings(take([1], { width: 1000, height: 999 }));
  await vi.waitFor(() => { expect(now().count).toBe(3); });
  expect(now().size).toBe(draft.size);
  expect(takeToasts()[0]?.text).toContain("no longer makes 1000 × 999");
});

test("where the studio does not answer nothing is changed", async () => {
  const { drafts, now, draft } = composerWith(() => Promise.reject(new Error("offline")));
  drafts.loadSettings(take([2]));
  await vi.waitFor(() => { expect(takeToasts().map(({ text }) => text)).toEqual(["The studio's server does not answer. Nothing was changed."]); });
  expect(now()).toEqual(draft);
});

test("of two that are asked for, the last one is loaded, whichever answer comes first", async () => {
  const answers: ((known: KnownReference[]) => void)[] = [];
  const { drafts, now } = composerWith(() => new Promise((resolve) => answers.push(resolve)));
  drafts.loadSettings(take([2]));
  drafts.loadSettings(take([3]));
  answers[1]?.([{ reference: reference(3), sha256: "" }]);
  answers[0]?.([{ reference: reference(2), sha256: "" }]);
  await vi.waitFor(() => { expect(now().referenceIds).toEqual([idOf(3)]); });
  await Promise.resolve();
  expect(now().referenceIds).toEqual([idOf(3)]);
});

test("another tab's draft is taken as saved, and this one's can be had back", async () => {
  const { drafts, now, draft } = composerWith();
  const accept = vi.fn();
  const theirs = { ...draft, prompt: "theirs", referenceIds: [idOf(2)] };
  drafts.loadTheirs(theirs, accept);
  await vi.waitFor(() => { expect(now()).toEqual(theirs); });
  expect(accept).toHaveBeenCalledOnce();
  takeToasts()[0]?.actions[0]?.run();
  expect(now()).toEqual(draft);
});
