import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { loadAdditions } from "@/components/composer/additions-on-demand";
import { createComposer, type Composer } from "@/components/composer/composer";
import type { PrepareFile } from "@/components/references/prepare-on-demand";
import type { Tile } from "@/components/references/tile";
import type { Shelf } from "@/components/composer/browser-keep";
import type { SubmitRefusal } from "@/lib/generations/submit";
import { limits } from "@/lib/limits";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok, type Result } from "@/lib/result";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import type { RatioFit } from "@/lib/references/source";
import { turnedOn } from "@/lib/references/way";
import type { Draft } from "@/lib/sessions/session";
import { english, speakEnglish } from "@/tests/support/languages";

const SESSION = "ses_0193f2a1b2c3d4e5f60718293a4b5c6d";
const reference = (digit: number): Reference => ({
  id: `ref_${String(digit).padStart(32, "0")}`, name: `${digit}.jpg`, format: "jpeg", width: 800, height: 600, bytes: 1000, thumbUrl: "/t", madeFrom: null, source: null,
});
const good = (name: string) => new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0])], name);
const bad = (name: string) => new File(["Dear sir or madam"], name);
/** Nothing is decoded here: letters are no picture, and what is called a panorama is one until it was fitted. */
const prepare: PrepareFile = async (file, { way, signal }) => {
  const { fit, turns, format } = way;
  const letters = await file.text();
  signal?.throwIfAborted();
  if (letters.startsWith("Dear")) return { kind: "refused", problem: { code: "not_an_image" } };
  if (file.name.startsWith("panorama") && !fit) return { kind: "needs_fit", width: 9000, height: 1000, previewBlob: new Blob(["p"]) };
  if (file.name.startsWith("unloaded")) return { kind: "unavailable" };
  return {
    kind: "ready", file, mime: format === "png" ? "image/png" : "image/jpeg", width: 800, height: 600, otherFormat: format === "png" ? "jpeg" : "png",
    unfitted: fit && { width: 9000, height: 1000, previewBlob: new Blob(["p"]) },
    source: { format: "jpeg", width: 800, height: 600, bytes: file.size, changes: [...(turns ? [{ kind: "turned_by_hand", turns } as const] : []), ...(fit ? [{ kind: "fitted", fit } as const] : [])] },
  };
};
const shelf = () => ({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined });

beforeAll(async () => {
  await loadAdditions();
});
beforeEach(() => {
  speakEnglish();
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

type Options = { count?: number; stored?: number; prompt?: string; refusal?: SubmitRefusal; tab?: Shelf; create?: typeof createComposer };
/** A composer with so many references in place; what it sends is kept, and refused. */
function composerWith(references: number, { count = 4, stored = 9, prompt = `Generate ${count} images of cups`, refusal = { code: "price_unknown", variable: "PRICE_USD_PER_OUTPUT" }, tab = shelf, create = createComposer }: Options = {}) {
  const there = Array.from({ length: references }, (_, at) => reference(at + 1));
  const draft: Draft = { ...defaultModel.emptyDraft(), prompt, count, referenceIds: there.map(({ id }) => id) };
  const sent: Draft[] = [];
  let next = stored;
  let made: (reference: Reference | null) => void = () => undefined;
  const making = () => new Promise<Result<Reference, ReferenceRefusal>>((resolve) => {
    made = (reference) => { resolve(reference ? ok(reference) : err({ code: "storage_unavailable" })); };
  });
  const composer = create({
    model: defaultModel,
    prepare,
    session: { id: SESSION, title: "", draft, draftRevision: 1 },
    references: there,
    actions: {
      submitGeneration: (command) => {
        sent.push(command.draft);
        return Promise.resolve(err(refusal));
      },
      saveDraft: () => Promise.resolve(ok({ revision: 2 })),
      confirmUpload: () => Promise.resolve(ok(reference(next))),
      addSample: making,
      referenceFromOutput: making,
    },
    onGeneration: () => undefined,
    local: shelf,
    tab,
  });
  const stop = composer.start();
  const states = () => composer.store.get().tiles.map(({ state }) => state);
  return {
    composer, sent, stop, states,
    setStored: (digit: number) => { next = digit; },
    make: (reference: Reference | null) => { made(reference); },
    last: (): Tile | undefined => composer.store.get().tiles.at(-1),
    submit: () => composer.store.get().submit,
    until: (state: Tile["state"]) => vi.waitFor(() => { expect(states()).toContain(state); }),
    finishUploads: () => { for (const run of composer.runs.get()) run.ended("sent"); },
  };
}

test("a click that waits goes out with the reference it waited for", async () => {
  const { composer, sent, until, finishUploads, submit } = composerWith(2);
  composer.addFiles([good("third.jpg")]);
  await until("uploading");
  composer.submit();
  expect(submit().state).toBe("waiting_for_references");
  finishUploads();
  await vi.waitFor(() => { expect(sent.map(({ referenceIds }) => referenceIds.length)).toEqual([3]); });
});

test("a click that waits for a reference is withdrawn, not sent, when the reference is taken away", async () => {
  const { composer, sent, until, submit, last } = composerWith(2);
  composer.addFiles([good("third.jpg")]);
  await until("uploading");
  composer.submit();
  composer.removeTile(last()?.id ?? "");
  expect(submit()).toEqual({ state: "withdrawn", why: { lost: "taken", numbers: [3] } });
  expect(sent).toEqual([]);
});

test("a click that waits is withdrawn when any reference is taken away, or one does not arrive", async () => {
  const { composer, sent, until, submit } = composerWith(2);
  composer.addFiles([good("third.jpg")]);
  await until("uploading");
  composer.submit();
  composer.removeTile(reference(1).id);
  expect(submit()).toEqual({ state: "withdrawn", why: { lost: "taken", numbers: [1] } });
  composer.submit();
  for (const run of composer.runs.get()) run.ended("refused");
  expect(submit()).toEqual({ state: "withdrawn", why: { lost: "missing", numbers: [2] } });
  expect(sent).toEqual([]);
});

test("a file that turns out to be a reference already is said to be, and what waited for it is not sent", async () => {
  const { composer, sent, until, submit, finishUploads } = composerWith(2, { stored: 1 });
  composer.addFiles([good("again.jpg")]);
  await until("uploading");
  composer.submit();
  finishUploads();
  await vi.waitFor(() => { expect(submit().state).toBe("withdrawn"); });
  expect(sent).toEqual([]);
});

test("a frame that could not be made into a reference is not left out in silence", async () => {
  const { composer, sent, submit, make } = composerWith(2);
  composer.edit({ id: "out" });
  composer.answerPlace("add");
  composer.submit();
  make(null);
  await vi.waitFor(() => { expect(submit()).toEqual({ state: "withdrawn", why: { lost: "missing", numbers: [null] } }); });
  expect(sent).toEqual([]);
});

test("Generate right after a click on a sample waits for it, and goes out with its photograph and its prompt", async () => {
  const { composer, sent, submit, make } = composerWith(0, { prompt: "" });
  composer.loadSample("cups");
  expect(composer.submit()).toBeNull();
  expect(composer.store.get()).toMatchObject({ attempted: false, submit: { state: "waiting_for_references" } });
  make(reference(7));
  await vi.waitFor(() => { expect(sent).toMatchObject([{ referenceIds: [reference(7).id], prompt: english("composer.sample.cups.prompt") }]); });
  expect(submit().state).toBe("refused");
});

test("Generate waits for a sample whose part of the page is still being loaded", async () => {
  vi.resetModules();
  const { createComposer: create } = await import("@/components/composer/composer");
  const { speakAs } = await import("@/components/language/translator-now");
  speakAs(english);
  const { composer, sent, states, submit, until, make } = composerWith(1, { create });
  composer.loadSample("cups");
  expect(composer.submit()).toBeNull();
  expect([states(), submit().state, sent]).toEqual([["stored"], "waiting_for_references", []]);
  await until("making");
  make(reference(7));
  await vi.waitFor(() => { expect(sent.map(({ referenceIds }) => referenceIds)).toEqual([[reference(7).id]]); });
});

test("Generate waits for a frame, and for a choice from the shelf, that is the first reference", async () => {
  const fromEdit = composerWith(0);
  fromEdit.composer.edit({ id: "out" });
  const fromShelf = composerWith(0);
  fromShelf.composer.withAdditions((all) => all.addFromShelf([{ kind: "frame", outputId: "out" }]));
  for (const { composer, make, sent } of [fromEdit, fromShelf]) {
    expect(composer.submit()).toBeNull();
    make(reference(7));
    await vi.waitFor(() => { expect(sent.map(({ referenceIds }) => referenceIds)).toEqual([[reference(7).id]]); });
  }
});

test("what is still missing when the picture is there is said then, and nothing is sent", async () => {
  const { composer, sent, submit, states, make } = composerWith(0, { prompt: "" });
  composer.edit({ id: "out" });
  composer.submit();
  make(reference(7));
  await vi.waitFor(() => { expect(states()).toEqual(["stored"]); });
  expect([submit().state, composer.store.get().attempted, sent]).toEqual(["idle", true, []]);
});

test("a click that was not let in leads to the entry; the page that comes back says so, and sends nothing", async () => {
  const kept = new Map<string, string>();
  const tab: Shelf = () => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) });
  const reload = vi.fn();
  vi.stubGlobal("window", Object.assign(new EventTarget(), { location: { reload } }));
  const before = composerWith(1, { refusal: { code: "signed_out" }, tab });
  before.composer.submit();
  await vi.waitFor(() => { expect(reload).toHaveBeenCalledOnce(); });
  before.stop();
  const after = composerWith(1, { tab });
  await vi.waitFor(() => { expect(after.submit()).toEqual({ state: "refused", refusal: { code: "signed_out" } }); });
  expect(after.sent).toEqual([]);
});

test("a frame that takes the place of all is what its click is about", async () => {
  const { composer, sent, make } = composerWith(2);
  composer.edit({ id: "out" });
  composer.answerPlace("replace");
  composer.submit();
  make(reference(7));
  await vi.waitFor(() => { expect(sent.map(({ referenceIds }) => referenceIds)).toEqual([[reference(7).id]]); });
});

test("the next change of the draft takes the sentence away; an upload that goes on does not", async () => {
  const { composer, until, submit } = composerWith(2);
  composer.addFiles([good("third.jpg"), good("fourth.jpg")]);
  await until("uploading");
  composer.submit();
  composer.removeTile(reference(1).id);
  composer.runs.get()[0]?.progressed(50);
  expect(submit().state).toBe("withdrawn");
  composer.typePrompt("Generate 4 images, colder");
  expect(submit().state).toBe("idle");
});

test("files that are refused are not asked about, and cost no images", async () => {
  const { composer, states } = composerWith(1, { count: 14 });
  composer.addFiles(Array.from({ length: 6 }, (_, at) => bad(`${at}.jpg`)));
  await vi.waitFor(() => { expect(states().filter((state) => state === "failed")).toHaveLength(6); });
  expect(composer.store.get()).toMatchObject({ question: null, settings: { count: 14 } });
});

test("only the good files are asked about; the bad ones say why either way, and none is sent before the answer", async () => {
  const { composer, states } = composerWith(1, { count: 14 });
  composer.addFiles([bad("a.jpg"), good("b.jpg"), good("c.jpg"), bad("d.jpg")]);
  await vi.waitFor(() => { expect(composer.store.get().question).toMatchObject({ kind: "count_down", references: 3, room: 12 }); });
  expect(composer.runs.get()).toEqual([]);
  composer.dismissQuestion();
  expect(states()).toEqual(["stored", "failed", "failed"]);
  expect(composer.store.get().settings.count).toBe(14);
});

test("a yes lowers the count and sends the files", async () => {
  const { composer, states } = composerWith(1, { count: 14 });
  composer.addFiles([bad("a.jpg"), good("b.jpg"), good("c.jpg")]);
  await vi.waitFor(() => { expect(composer.store.get().question).not.toBeNull(); });
  composer.acceptCount();
  expect(states()).toEqual(["stored", "failed", "uploading", "uploading"]);
  expect(composer.store.get()).toMatchObject({ question: null, settings: { count: 12, prompt: "Generate 12 images of cups" } });
});

test("files dropped while another question is open wait behind it, and are asked about then", async () => {
  const { composer, states, last } = composerWith(1, { count: 14 });
  composer.edit({ id: "out" });
  composer.addFiles([good("b.jpg")]);
  await vi.waitFor(() => { expect(last()).toHaveProperty("previewUrl", expect.stringContaining("blob:")); });
  expect(composer.store.get().question).toMatchObject({ kind: "edit_place" });
  composer.dismissQuestion();
  expect(composer.store.get().question).toMatchObject({ kind: "count_down", references: 2 });
  composer.dismissQuestion();
  expect(states()).toEqual(["stored"]);
});

test("files that are refused make room for those behind them", async () => {
  const { composer, states } = composerWith(8, { count: 1 });
  composer.addFiles([bad("a.jpg"), bad("b.jpg"), good("c.jpg"), good("d.jpg"), good("e.jpg")]);
  await vi.waitFor(() => { expect(composer.store.get().turnedAway).toEqual(["e.jpg"]); });
  expect(states().filter((state) => state === "uploading")).toHaveLength(2);
});

test("who found no room is named until there is some again", async () => {
  const { composer } = composerWith(10, { count: 1 });
  composer.addFiles([good("k.jpg")]);
  await vi.waitFor(() => { expect(composer.store.get().turnedAway).toEqual(["k.jpg"]); });
  composer.typePrompt("Generate 1 image");
  expect(composer.store.get().turnedAway).toEqual(["k.jpg"]);
  composer.removeTile(reference(3).id);
  expect(composer.store.get().turnedAway).toEqual([]);
});

const crop = { kind: "crop", position: 0.5 } as const;
const answerFit = (composer: Composer, fit: RatioFit, isForAll: boolean) => composer.withAdditions((all) => all.answerFit(fit, isForAll));

test("a panorama is asked about, and goes out as it was chosen to; the good file beside it does not wait for that", async () => {
  const { composer, states, last, until, finishUploads } = composerWith(1);
  composer.addFiles([good("cups.jpg"), good("panorama.jpg")]);
  await until("needs_fit");
  expect(composer.store.get().question).toEqual({ kind: "fit", id: last()?.id });
  await vi.waitFor(() => { expect(states()).toEqual(["stored", "uploading", "needs_fit"]); });
  answerFit(composer, crop, false);
  await vi.waitFor(() => { expect(states()).toEqual(["stored", "uploading", "uploading"]); });
  expect(composer.runs.get().map(({ input }) => input.source?.changes)).toEqual([[], [{ kind: "fitted", fit: crop }]]);
  finishUploads();
});

test("several panoramas are asked about one after the other, or all at once", async () => {
  const { composer, states } = composerWith(0);
  const asked = () => { const { question } = composer.store.get(); return question?.kind === "fit" ? question.id : null; };
  composer.addFiles([good("panorama-1.jpg"), good("panorama-2.jpg"), good("panorama-3.jpg")]);
  await vi.waitFor(() => { expect(states()).toEqual(["needs_fit", "needs_fit", "needs_fit"]); });
  const [first, second] = composer.store.get().tiles;
  expect(asked()).toBe(first?.id);
  answerFit(composer, crop, false);
  expect(asked()).toBe(second?.id);
  answerFit(composer, { kind: "pad", fill: "blur" }, true);
  expect(asked()).toBeNull();
  await vi.waitFor(() => { expect(states()).toEqual(["uploading", "uploading", "uploading"]); });
  const fits = composer.store.get().tiles.map((tile) => ("way" in tile ? tile.way.fit?.kind : null));
  expect(fits).toEqual(["crop", "pad", "pad"]);
});

test("a choice that is put off is not asked for again by itself, removes nothing, and can be made at the tile", async () => {
  const { composer, states, last, until } = composerWith(1);
  composer.addFiles([good("panorama.jpg")]);
  await until("needs_fit");
  composer.withAdditions((all) => all.putOffFit());
  composer.addFiles([good("cups.jpg")]);
  await until("uploading");
  expect(composer.store.get().question).toBeNull();
  expect(states()).toEqual(["stored", "needs_fit", "uploading"]);
  const id = composer.store.get().tiles[1]?.id ?? "";
  composer.askFit(id);
  answerFit(composer, crop, false);
  await vi.waitFor(() => { expect(states()).toEqual(["stored", "uploading", "uploading"]); });
  expect(last()?.name).toBe("cups.jpg");
});

test("Generate asks for the choice that it waits for", async () => {
  const { composer, submit, until } = composerWith(1);
  composer.addFiles([good("panorama.jpg")]);
  await until("needs_fit");
  composer.withAdditions((all) => all.putOffFit());
  composer.submit();
  expect(submit().state).toBe("waiting_for_references");
  expect(composer.store.get().question).toMatchObject({ kind: "fit" });
});

test("a fitted reference can be fitted another way in its place, and is in the draft until the other is there", async () => {
  const { composer, states, until, finishUploads, last } = composerWith(1, { stored: 2 });
  composer.addFiles([good("panorama.jpg")]);
  await until("needs_fit");
  answerFit(composer, crop, false);
  await until("uploading");
  finishUploads();
  await vi.waitFor(() => { expect(states()).toEqual(["stored", "stored"]); });
  const id = last()?.id ?? "";
  composer.askFit(id);
  answerFit(composer, { kind: "pad", fill: "edge" }, false);
  expect(last()).toMatchObject({ id, state: "preparing", instead: { id: reference(2).id } });
  await until("uploading");
  composer.removeTile(id);
  expect(last()).toMatchObject({ id, state: "stored", reference: { id: reference(2).id } });
});

test("a file whose preparing did not load can be tried again", async () => {
  const { composer, last, until } = composerWith(0);
  composer.addFiles([good("unloaded.jpg")]);
  await until("failed");
  expect(last()).toMatchObject({ failure: { code: "unavailable" } });
  composer.retryTile(last()?.id ?? "");
  await until("preparing");
});

test("a lost connection is tried again by itself; what had arrived all the same is not sent twice", async () => {
  vi.useFakeTimers();
  try {
    const { composer, last, states } = composerWith(1);
    composer.addFiles([good("cups.jpg")]);
    await vi.waitFor(() => { expect(states()).toContain("uploading"); });
    for (const run of composer.runs.get()) run.ended("cut_off");
    expect(last()?.state).toBe("confirming");
    expect(composer.runs.get()).toEqual([]);
    await vi.advanceTimersByTimeAsync(limits.uploadRetryMs[0] ?? 0);
    expect(last()?.state).toBe("stored");
    expect(composer.runs.get()).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test("what waited behind those that were cut off goes out when they turn out to have arrived", async () => {
  vi.useFakeTimers();
  try {
    const { composer, states } = composerWith(0);
    composer.addFiles(["a.jpg", "b.jpg", "c.jpg", "d.jpg"].map(good));
    await vi.waitFor(() => { expect(states()).toEqual(["uploading", "uploading", "uploading", "waiting"]); });
    for (const run of composer.runs.get()) run.ended("cut_off");
    await vi.advanceTimersByTimeAsync(limits.uploadRetryMs[0] ?? 0);
    expect(states()).not.toContain("waiting");
    expect(composer.runs.get()).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

/** One file that is a reference, as number 2. */
async function withFile(name: string, stored = 2) {
  const all = composerWith(1, { stored });
  all.composer.addFiles([good(name)]);
  await all.until(name.startsWith("panorama") ? "needs_fit" : "uploading");
  if (name.startsWith("panorama")) {
    answerFit(all.composer, crop, false);
    await all.until("uploading");
  }
  all.finishUploads();
  await vi.waitFor(() => { expect(all.states()).toEqual(["stored", "stored"]); });
  return { ...all, id: all.last()?.id ?? "" };
}

test("a file is turned by hand and written otherwise in its place, each choice on top of the last, and each is undone without being sent again", async () => {
  const { composer, id, until, finishUploads, states, last, setStored } = await withFile("cups.jpg");
  const wayNow = () => composer.originalOf(id)?.now.way;
  const become = async (digit: number) => {
    await until("uploading");
    setStored(digit);
    finishUploads();
    await vi.waitFor(() => { expect(states()).toEqual(["stored", "stored"]); });
  };
  expect(composer.originalOf(id)).toMatchObject({ isUndoable: false, now: { otherFormat: "png", unfitted: null } });
  composer.withAdditions((all) => all.reworkTile(id, (way) => turnedOn(way, "right", reference(2))));
  await become(3);
  composer.withAdditions((all) => all.reworkTile(id, (way) => ({ ...way, format: "png" })));
  await become(4);
  expect(wayNow()).toEqual({ fit: null, format: "png", turns: 1 });
  const undo = () => composer.withAdditions((all) => all.undoWay(id));
  undo();
  expect([last(), wayNow()]).toMatchObject([{ id, state: "stored", reference: { id: reference(3).id } }, { format: null, turns: 1 }]);
  undo();
  expect(last()).toMatchObject({ id, reference: { id: reference(2).id } });
  expect(composer.originalOf(id)?.isUndoable).toBe(false);
  undo();
  expect(last()).toMatchObject({ id, reference: { id: reference(2).id } });
  expect(composer.runs.get()).toEqual([]);
});

test("another way that is cancelled on its way leaves what stood, and nothing to undo", async () => {
  const { composer, id, until, last } = await withFile("cups.jpg");
  composer.withAdditions((all) => all.reworkTile(id, (way) => turnedOn(way, "left", reference(2))));
  expect(last()).toMatchObject({ state: "preparing", way: { turns: 3 }, instead: { id: reference(2).id } });
  await until("uploading");
  composer.removeTile(id);
  expect(last()).toMatchObject({ id, state: "stored", reference: { id: reference(2).id } });
  expect(composer.originalOf(id)).toMatchObject({ isUndoable: false, now: { way: { turns: 0 } } });
});

test("a file put in another's place has ways of its own, and the other's choices are not undone into it", async () => {
  const { composer, id, until, finishUploads, setStored, last } = await withFile("panorama.jpg");
  expect(composer.originalOf(id)?.now.unfitted).toMatchObject({ width: 9000 });
  composer.withAdditions((all) => all.replaceTile(id, good("cups.jpg")));
  await until("uploading");
  setStored(3);
  finishUploads();
  await vi.waitFor(() => { expect(last()).toMatchObject({ id, state: "stored", reference: { id: reference(3).id } }); });
  expect(composer.originalOf(id)).toMatchObject({ isUndoable: false, now: { unfitted: null, way: { fit: null } } });
});

const ADDRESS = "https://example.org/a/cups%20two.jpg";
/** The studio's own route, which answers when the test says so. */
function fetching() {
  let answer: (response: Response) => void = () => undefined;
  const asked: { signal: AbortSignal | null | undefined }[] = [];
  vi.stubGlobal("fetch", (_url: string, { signal }: RequestInit) => new Promise<Response>((resolve, reject) => {
    asked.push({ signal });
    signal?.addEventListener("abort", () => { reject(new DOMException("", "AbortError")); });
    answer = resolve;
  }));
  return {
    asked,
    bring: () => { answer(new Response(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))); },
    refuse: () => { answer(Response.json({ code: "unreachable", status: 403 }, { status: 502 })); },
  };
}

test("a picture at an address has its tile and its number at once, and Generate waits for it", async () => {
  const { bring } = fetching();
  const { composer, sent, until, last, submit, finishUploads } = composerWith(2);
  composer.addAddress(ADDRESS);
  expect(last()).toMatchObject({ state: "fetching", name: "cups two.jpg" });
  composer.submit();
  expect(submit()).toMatchObject({ state: "waiting_for_references", awaited: [{ number: 1 }, { number: 2 }, { number: 3 }] });
  bring();
  await until("uploading");
  finishUploads();
  await vi.waitFor(() => { expect(sent.map(({ referenceIds }) => referenceIds.length)).toEqual([3]); });
});

test("an address that gives nothing is said at its tile, keeps no click waiting, and is asked again", async () => {
  const { refuse, bring, asked } = fetching();
  const { composer, sent, until, last, submit } = composerWith(2);
  composer.addAddress(ADDRESS);
  composer.submit();
  refuse();
  await until("failed");
  expect(last()).toMatchObject({ failure: { code: "not_fetched", host: "example.org", failure: { code: "unreachable", status: 403 } } });
  expect([submit(), sent]).toEqual([{ state: "withdrawn", why: { lost: "missing", numbers: [3] } }, []]);
  composer.retryTile(last()?.id ?? "");
  expect(last()?.state).toBe("fetching");
  bring();
  await until("uploading");
  expect(asked).toHaveLength(2);
});

test("a fetch that is cancelled ends, and leaves no tile behind", async () => {
  const { asked } = fetching();
  const { composer, states, last } = composerWith(1);
  composer.addAddress(ADDRESS);
  composer.removeTile(last()?.id ?? "");
  expect(asked.map(({ signal }) => signal?.aborted)).toEqual([true]);
  await vi.waitFor(() => { expect(states()).toEqual(["stored"]); });
});

test("an address that finds no room is named and not fetched", () => {
  const { asked } = fetching();
  const { composer, states } = composerWith(10, { count: 1 });
  composer.addAddress(ADDRESS);
  expect([composer.store.get().turnedAway, asked.length, states().length]).toEqual([["cups two.jpg"], 0, 10]);
});

test("where a waiting click ends because something is missing, the page is told which field it is", async () => {
  const { composer, states, make } = composerWith(0, { prompt: "" });
  const told: unknown[] = [];
  composer.missing.subscribe(() => told.push(composer.missing.get()?.field));
  composer.edit({ id: "out" });
  composer.submit();
  expect(told).toEqual([]);
  make(reference(7));
  await vi.waitFor(() => { expect(states()).toEqual(["stored"]); });
  expect(told).toEqual(["prompt"]);
});

test("a question whose picture was replaced meanwhile goes with it, and keeps no later file from being asked about", async () => {
  const { composer, states, until, make } = composerWith(0);
  composer.loadSample("cups");
  composer.addFiles([good("panorama.jpg")]);
  await until("needs_fit");
  expect(composer.store.get().question).toMatchObject({ kind: "fit" });
  make(reference(7));
  await vi.waitFor(() => { expect(states()).toEqual(["stored"]); });
  expect(composer.store.get().question).toBeNull();
  composer.chooseCount(14);
  composer.addFiles([good("b.jpg"), good("c.jpg")]);
  await vi.waitFor(() => { expect(composer.store.get().question).toMatchObject({ kind: "count_down", references: 3 }); });
  composer.acceptCount();
  expect(states()).toEqual(["stored", "uploading", "uploading"]);
});

test("a question about files that were replaced before it was answered goes with them", async () => {
  const { composer, states, until, make } = composerWith(1, { count: 14 });
  composer.edit({ id: "out" });
  composer.answerPlace("replace");
  composer.addFiles([good("b.jpg")]);
  await until("prepared");
  await vi.waitFor(() => { expect(composer.store.get().question).toMatchObject({ kind: "count_down" }); });
  make(reference(7));
  await vi.waitFor(() => { expect(states()).toEqual(["stored"]); });
  expect(composer.store.get().question).toBeNull();
});

test("a session that was deleted elsewhere is said once, and is no refusal beside it", async () => {
  const { composer, submit } = composerWith(2, { refusal: { code: "session_not_found" } });
  composer.submit();
  await vi.waitFor(() => { expect(composer.store.get().saving.state).toBe("gone"); });
  expect(submit()).toEqual({ state: "idle" });
});

test("a click that waits for a change of a reference is withdrawn, not sent with what stood, when the change comes to nothing", async () => {
  const unchanged = { state: "withdrawn", why: { lost: "unchanged", numbers: [2] } };
  const ends: ((all: Awaited<ReturnType<typeof withFile>>) => void)[] = [
    ({ composer }) => { for (const run of composer.runs.get()) run.ended("refused"); },
    ({ composer, id }) => { composer.removeTile(id); },
  ];
  for (const end of ends) {
    const all = await withFile("cups.jpg");
    const { composer, id, until, submit, sent, last } = all;
    composer.withAdditions((additions) => additions.reworkTile(id, (way) => turnedOn(way, "left", reference(2))));
    composer.submit();
    await until("uploading");
    end(all);
    expect([submit(), last(), sent]).toMatchObject([unchanged, { id, state: "stored", reference: { id: reference(2).id } }, []]);
  }
});

test("a click that waits for a change goes out with what came of it, also where that is the same reference", async () => {
  const { composer, id, until, finishUploads, sent } = await withFile("cups.jpg");
  composer.withAdditions((all) => all.reworkTile(id, (way) => turnedOn(way, "left", reference(2))));
  composer.submit();
  await until("uploading");
  finishUploads();
  await vi.waitFor(() => { expect(sent.map(({ referenceIds }) => referenceIds)).toEqual([[reference(1).id, reference(2).id]]); });
});

test("a frame that takes the place of all goes out, whatever was being changed of the others", async () => {
  const { composer, id, until, make, sent } = await withFile("cups.jpg");
  composer.withAdditions((all) => all.reworkTile(id, (way) => turnedOn(way, "left", reference(2))));
  await until("uploading");
  composer.edit({ id: "out" });
  composer.answerPlace("replace");
  composer.submit();
  make(reference(7));
  await vi.waitFor(() => { expect(sent.map(({ referenceIds }) => referenceIds)).toEqual([[reference(7).id]]); });
});
