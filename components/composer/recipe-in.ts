import { withTiles, type ComposerState } from "@/components/composer/composer-state";
import { openRecipeFile, type NotOpened, type OpenedRecipe } from "@/components/composer/recipe-file";
import type { createReplacing } from "@/components/composer/replacing";
import { translatorNow } from "@/components/language/translator-now";
import { titleText } from "@/components/sessions/session-text";
import { storedTile, type Tile } from "@/components/references/tile";
import { showToast } from "@/components/ui/toast-queue";
import type { Store } from "@/components/ui/store";
import type { RecipeReference, RecipeTake } from "@/lib/generations/recipe";
import { limits } from "@/lib/limits";
import type { Translator } from "@/lib/messages/translator";
import type { ComposerModel } from "@/lib/models/composer-model";
import { clampCount } from "@/lib/models/image-budget";
import type { KnownReference } from "@/lib/references/known";
import type { readKnownReferences } from "@/lib/references/queries";
import { sha256Of } from "@/lib/zip/sha256";

export type RecipePorts = {
  store: Store<ComposerState>;
  model: ComposerModel;
  replacing: Pick<ReturnType<typeof createReplacing>, "replace">;
  readKnown: typeof readKnownReferences;
  /** The way of every file to a reference; each has its tile when this returns. */
  addFiles: (files: readonly File[]) => void;
  ask: (title: string, takes: readonly RecipeTake[]) => void;
};

type Found = { is: "known"; tile: Tile } | { is: "file"; file: File } | { is: "missing" | "changed"; name: string };

const say = (text: string) => showToast({ text, actions: [] });

/** Restores a take from a zip or recipe. Of several the person says which. @returns how the chosen one is loaded. */
export async function openRecipe(file: File, ports: RecipePorts): Promise<((take: RecipeTake) => void) | null> {
  const opened = await openRecipeFile(file).catch(() => null);
  const t = translatorNow();
  if (!opened) say(t("composer.recipe.broken", { name: file.name }));
  else if (!opened.ok) say(notOpenedText(t, opened.error, file.name));
  if (!opened?.ok) return null;
  const { takes, title } = opened.value.recipe;
  const load = (take: RecipeTake) => void loadTake(opened.value, take, ports);
  const [only, ...others] = takes;
  if (!only) say(t("composer.recipe.empty", { name: file.name }));
  else if (others.length === 0) load(only);
  else ports.ask(titleText(t, title), takes);
  return load;
}

async function loadTake({ recipe, fileOf }: OpenedRecipe, take: RecipeTake, { store, model, replacing, readKnown, addFiles }: RecipePorts): Promise<void> {
  const references = [...take.references].sort((a, b) => a.number - b.number).slice(0, model.maxReferences);
  const known = await readKnown({ contents: references.map(({ sha256 }) => sha256) }, AbortSignal.timeout(limits.callMs)).catch(() => null);
  const t = translatorNow();
  if (!known) return say(t("composer.load.unanswered"));
  const found: Found[] = [];
  for (const reference of references) found.push(await find(reference, known, fileOf));

  const tiles = found.flatMap((one) => (one.is === "known" ? [one.tile] : []));
  const files = found.flatMap((one) => (one.is === "file" ? [one.file] : []));
  const { count, size, optimize, seed } = take.settings;
  const isMade = model.sizes.some(({ value }) => value === size);
  const settings = { prompt: take.prompt, optimize, seed, size: isMade ? size : store.get().settings.size, count: clampCount(model, count, tiles.length + files.length) };
  replacing.replace({ settings, tiles }, loadedText(t, { title: titleText(t, recipe.title), take: take.take, found }));
  if (files.length > 0) addFiles(files);
  inTheirOrder(store, found, tiles);
}

/** What the studio has already is not sent again; what the zip has instead is believed by its hash alone. */
async function find({ sha256, name, file }: RecipeReference, known: readonly KnownReference[], fileOf: OpenedRecipe["fileOf"]): Promise<Found> {
  const there = known.find((one) => one.sha256 === sha256);
  if (there) return { is: "known", tile: storedTile(there.reference) };
  const bytes = file === null ? null : await fileOf(file);
  if (!bytes) return { is: "missing", name };
  return (await sha256Of(bytes)) === sha256 ? { is: "file", file: new File([bytes], name) } : { is: "changed", name };
}

/** Files come to their tiles behind the others: the prompt names them by their numbers. */
function inTheirOrder(store: Store<ComposerState>, found: readonly Found[], placed: readonly Tile[]): void {
  store.set((state) => {
    const added = state.tiles.filter(({ id }) => !placed.some((tile) => tile.id === id));
    const order = found.flatMap((one) => (one.is === "known" ? [one.tile] : one.is === "file" ? added.splice(0, 1) : []));
    return withTiles(state, [...order, ...added]);
  });
}

function loadedText(t: Translator, { title, take, found }: { title: string; take: number; found: readonly Found[] }): string {
  const namesOf = (is: "missing" | "changed") => found.flatMap((one) => (one.is === is ? [one.name] : [])).join(", ");
  const loaded = t("composer.recipe.loaded", { title, take });
  const whole = namesOf("missing") === "" ? loaded : t("composer.load.gone", { loaded, names: namesOf("missing") });
  return namesOf("changed") === "" ? whole : t("composer.recipe.changed", { loaded: whole, names: namesOf("changed") });
}

function notOpenedText(t: Translator, refusal: NotOpened, name: string): string {
  switch (refusal.code) {
    case "newer":
    case "no_recipe":
    case "not_a_recipe":
    case "not_a_zip":
    case "too_large":
    case "broken": return t(`composer.recipe.${refusal.code}`, { name });
    default: return refusal satisfies never;
  }
}
