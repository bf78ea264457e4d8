import { makeZip } from "client-zip";
import { beforeEach, expect, test } from "vitest";
import { initialComposer, withTiles, type ComposerState } from "@/components/composer/composer-state";
import { openRecipe } from "@/components/composer/recipe-in";
import { createReplacing } from "@/components/composer/replacing";
import { createStore } from "@/components/ui/store";
import { takeToasts } from "@/components/ui/toast-queue";
import { writeRecipe, type RecipeTake } from "@/lib/generations/recipe";
import { defaultModel } from "@/lib/models/catalog";
import { composerModelOf } from "@/lib/models/studio-model";
import type { Reference } from "@/lib/references/reference";
import { unchosen } from "@/lib/references/way";
import { sha256Of } from "@/lib/zip/sha256";
import { speakEnglish } from "@/tests/support/languages";

const model = composerModelOf(defaultModel);
const hashOf = (text: string) => sha256Of(new TextEncoder().encode(text));
const reference = (name: string): Reference => ({ id: `ref_${"0".repeat(31)}1`, name, format: "jpeg", width: 8, height: 6, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null });
const size = model.sizes[0]?.value ?? "";

const takeOf = async (take: number, names: readonly string[]): Promise<RecipeTake> => ({
  take, modelId: "m", engine: "demo", madeAt: take, prompt: `Generate 3 images of take ${take}`, settings: { count: 3, size, optimize: "standard", seed: 7 },
  references: await Promise.all(names.map(async (name, at) => ({ number: at + 1, name, file: `references/${name}`, sha256: await hashOf(`bytes of ${name}`), madeFrom: null }))),
  frames: [],
});
const zipOf = async (takes: readonly RecipeTake[], files: Record<string, string>) =>
  new File([await new Response(makeZip([...Object.entries(files).map(([name, input]) => ({ name, input })), { name: "recipe.json", input: writeRecipe({ title: "Cups", savedAt: 1, takes: [...takes] }) }])).blob()], "cups.zip");

/** The studio has the bytes of `known` already; files get their tiles as they do in the composer. */
function composer(known: readonly string[] = [], prompt = "typed") {
  const store = createStore<ComposerState>(initialComposer({ ...defaultModel.emptyDraft(), prompt }, []));
  const asked: number[][] = [];
  const shelf = () => ({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
  return {
    store, asked,
    ports: {
      store, model,
      replacing: createReplacing({ store, model, sessionId: "", shelf, removeTile: () => undefined }),
      readKnown: async () => Promise.all(known.map(async (name) => ({ reference: reference(name), sha256: await hashOf(`bytes of ${name}`) }))),
      addFiles: (files: readonly File[]) => store.set((state) => withTiles(state, [...state.tiles, ...files.map((file) => ({ id: file.name, name: file.name, original: file, previewUrl: null, way: unchosen, instead: null, state: "preparing" as const, step: "waiting" as const, percent: 0 }))])),
      ask: (_: string, takes: readonly RecipeTake[]) => { asked.push(takes.map(({ take }) => take)); },
    },
    names: () => store.get().tiles.map(({ name, state }) => `${name} ${state}`),
  };
}
/** Files are read and hashed beside the program, as fast as the machine is. */
const settled = (until: () => boolean) => expect.poll(until, { timeout: 10_000, interval: 5 }).toBe(true);

beforeEach(() => {
  speakEnglish();
  takeToasts();
});

test("a take comes back with its settings, and its references in their order: what the studio has is not sent again", async () => {
  const { store, ports, names } = composer(["b.jpg"]);
  await openRecipe(await zipOf([await takeOf(6, ["a.jpg", "b.jpg", "c.jpg"])], { "references/a.jpg": "bytes of a.jpg", "references/c.jpg": "bytes of c.jpg" }), ports);
  await settled(() => names().length === 3);
  expect(names()).toEqual(["a.jpg preparing", "b.jpg stored", "c.jpg preparing"]);
  expect(store.get().settings).toEqual({ prompt: "Generate 3 images of take 6", count: 3, size, optimize: "standard", seed: 7 });
  expect(takeToasts().map(({ text }) => text)).toEqual(["Take 6 of “Cups” is loaded."]);
});

test("a reference that was changed, and one that is not there, are named and left out", async () => {
  const { ports, names } = composer();
  await openRecipe(await zipOf([await takeOf(6, ["a.jpg", "b.jpg", "c.jpg"])], { "references/a.jpg": "painted over", "references/c.jpg": "bytes of c.jpg" }), ports);
  await settled(() => names().length === 1);
  expect(names()).toEqual(["c.jpg preparing"]);
  expect(takeToasts().map(({ text }) => text)).toEqual(["Take 6 of “Cups” is loaded. Not there any more: b.jpg. Changed since they were saved, and left out: a.jpg."]);
});

test("on an empty draft too what was loaded, and what was left out of it, is seen and not only heard", async () => {
  const { ports, store } = composer([], "");
  await openRecipe(await zipOf([await takeOf(6, ["b.jpg"])], {}), ports);
  await settled(() => store.get().settings.prompt !== "");
  expect(takeToasts().map(({ text, actions }) => [text, actions.length])).toEqual([["Take 6 of “Cups” is loaded. Not there any more: b.jpg.", 0]]);
});

test("of several takes it is asked which, newest first, and nothing is changed before the answer", async () => {
  const { store, ports, asked } = composer();
  const load = await openRecipe(await zipOf([await takeOf(1, []), await takeOf(2, [])], {}), ports);
  expect([asked, store.get().settings.prompt]).toEqual([[[2, 1]], "typed"]);
  load?.(await takeOf(1, []));
  await settled(() => store.get().settings.prompt !== "typed");
  expect(store.get().settings.prompt).toBe("Generate 3 images of take 1");
});

test("a recipe alone is enough where the studio still has its references", async () => {
  const { ports, names } = composer(["b.jpg"]);
  await openRecipe(new File([writeRecipe({ title: "Cups", savedAt: 1, takes: [await takeOf(6, ["b.jpg"])] })], "recipe.json"), ports);
  await settled(() => names().length === 1);
  expect(names()).toEqual(["b.jpg stored"]);
});

test("what is none of ours is said in a sentence, and changes nothing", async () => {
  const { store, ports } = composer();
  const foreign = new File([await new Response(makeZip([{ name: "letter.txt", input: "Dear" }])).blob()], "letters.zip");
  const whole = await zipOf([await takeOf(1, [])], {});
  for (const file of [foreign, new File(["{}"], "package.json"), new File([whole.slice(0, 60)], "half.zip")]) await openRecipe(file, ports);
  expect(takeToasts().map(({ text }) => text)).toEqual([
    "letters.zip is not a zip of the studio: there is no recipe.json in it.",
    "package.json is not a recipe of the studio.",
    "half.zip is no whole zip: its end is missing. Save it again.",
  ]);
  expect(store.get().settings.prompt).toBe("typed");
});
