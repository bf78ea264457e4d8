import { keptIn, type Shelf } from "@/components/composer/browser-keep";
import { countPushedDown, withReference, withStored } from "@/components/composer/coming-in";
import { withChosenCount, withoutTile, withTiles, type Chosen, type ComposerState, type EditPlace, type Question } from "@/components/composer/composer-state";
import { createUploads, type UploadPorts } from "@/components/composer/composer-uploads";
import { createLoadingDrafts } from "@/components/composer/loading-drafts";
import { replacedDraftsIn } from "@/components/composer/replaced-drafts";
import { createFrameOriginals } from "@/components/composer/frame-originals";
import { createReplacing } from "@/components/composer/replacing";
import { createFileAdditions } from "@/components/composer/file-additions";
import { createRemoval } from "@/components/composer/removal";
import { createUndoWay } from "@/components/composer/undo-way";
import { sampleCounts } from "@/components/composer/sample-text";
import { takenBack } from "@/components/composer/taken-back";
import { offerUndo } from "@/components/composer/undo-offer";
import { withDeadline } from "@/components/ui/with-deadline";
import { problemText } from "@/components/references/problem-text";
import { translatorNow } from "@/components/language/translator-now";
import { newTileId } from "@/components/references/file-tile";
import { isPlaced, numberOf, placedCount, referenceOf, storedTile, type Tile } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import type { Store } from "@/components/ui/store";
import { showToast } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";
import { clampCount } from "@/lib/models/image-budget";
import type { Translator } from "@/lib/messages/translator";
import type { ComposerModel } from "@/lib/models/composer-model";
import { readKnownReferences } from "@/lib/references/queries";
import { noteOutdated } from "@/components/version/new-version";
import type { RecipeTake } from "@/lib/generations/recipe";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import type { Sample } from "@/lib/references/upload";
import type { Result } from "@/lib/result";

type Answer = Promise<Result<Reference, ReferenceRefusal>>;
type Ports = UploadPorts & {
  store: Store<ComposerState>;
  model: ComposerModel;
  addSample: (sample: Sample) => Answer;
  referenceFromOutput: (outputId: string) => Answer;
  shelf: Shelf;
  readKnown?: typeof readKnownReferences;
};

function refusalText(t: Translator, refusal: ReferenceRefusal | null): string {
  switch (refusal?.code) {
    case undefined: return t("composer.add.unanswered");
    case "problem": return problemText(t, refusal.problem);
    case "not_found":
    case "not_stored": return t("composer.add.gone");
    case "storage_unavailable": return t("composer.add.storage_unavailable");
    default: return refusal satisfies never;
  }
}

/** Ways to a reference: files, samples, and frames that are edited further. What costs images is asked about first. */
export function createAdditions({ addSample, referenceFromOutput, shelf, readKnown = readKnownReferences, ...ports }: Ports) {
  const { store, model } = ports;
  const uploads = createUploads(ports);
  const replacing = createReplacing({ store, model, sessionId: ports.sessionId, shelf, removeTile: uploads.remove });
  const drafts = createLoadingDrafts({ store, model, replacing, readKnown });
  const fileAdditions = createFileAdditions({ store, model, uploads });
  const openFrame = createFrameOriginals({ store, rules: model.referenceRules, prepare: ports.prepare, keep: uploads.keepOriginal });
  const undoWay = createUndoWay({ uploads, exchange: fileAdditions.exchange, readKnown });
  const toldRemoved = createRemoval({ store, model, setOut: fileAdditions.setOut });
  const keptPlace = keptIn(shelf, "contact-sheet:edit-place");

  /** Shows a tile while the server makes the reference; null where it could not, which is then said. */
  async function make(answer: Answer, replacesAll: boolean): Promise<{ id: string; reference: Reference } | null> {
    const id = newTileId();
    store.set((state) => withTiles(state, [...state.tiles, { id, name: translatorNow()("composer.picture"), state: "making", replacesAll }]));
    const made = await withDeadline(answer, limits.actionMs).catch(() => null);
    if (made?.ok) return { id, reference: made.value };
    store.set((state) => withoutTile(state, id));
    showToast({ text: refusalText(translatorNow(), made ? made.error : null), actions: [] });
    return null;
  }

  function restore(change: (now: readonly Tile[]) => readonly Tile[]): void {
    store.set((state) => withTiles(state, change(state.tiles)));
    announce(translatorNow()("composer.undone"));
  }

  async function editInPlaceOfAll(outputId: string): Promise<void> {
    const made = await make(referenceFromOutput(outputId), true);
    if (!made) return;
    const before = store.get().tiles.filter((tile) => tile.id !== made.id);
    for (const tile of before) if (tile.state !== "stored") uploads.remove(tile.id);
    const stored = before.filter(({ state }) => state === "stored");
    const others = stored.filter((tile) => tile.state === "stored" && tile.reference.id !== made.reference.id);
    const only: Tile = { ...storedTile(made.reference), id: made.id };
    store.set((state) => withTiles(state, [only]));
    const addInstead = () => {
      keptPlace.write("add");
      restore((now) => [...others.filter(isNotIn(now)).slice(0, Math.max(0, model.maxReferences - placedCount(now))), ...now]);
    };
    const t = translatorNow();
    const undo = () => restore((now) => takenBack({ before: stored, after: [only], now, most: model.maxReferences }));
    offerUndo(
      t("composer.add.only", { name: nameOf(made.reference) }),
      stored.length === 0 ? [] : [{ label: t("ui.undo"), run: undo }, { label: t("composer.add.instead"), run: addInstead }],
    );
  }

  async function editAsNext(outputId: string): Promise<void> {
    const made = await make(referenceFromOutput(outputId), false);
    if (!made) return;
    store.set((state) => withStored(state, made.id, made.reference));
    const number = numberOf(store.get().tiles, made.id);
    const undo = () => store.set((state) => withoutTile(state, made.id));
    const [t, name] = [translatorNow(), nameOf(made.reference)];
    if (number === null) showToast({ text: t("composer.add.already", { name }), actions: [] });
    else offerUndo(t("composer.add.is", { name, number }), [{ label: t("ui.undo"), run: undo }]);
  }

  async function takeOne(one: Chosen): Promise<void> {
    if (one.kind === "reference") return store.set((state) => withReference(state, one.reference));
    const made = await make(referenceFromOutput(one.outputId), false);
    if (made) store.set((state) => withStored(state, made.id, made.reference));
  }

  /** In the order chosen: each has its place among the tiles at once. */
  async function takeFromShelf(chosen: readonly Chosen[]): Promise<void> {
    const before = placedCount(store.get().tiles);
    await Promise.all(chosen.map(takeOne));
    const added = placedCount(store.get().tiles) - before;
    const t = translatorNow();
    if (added === 1) announce(t("composer.add.one", { number: before + 1 }));
    if (added > 1) announce(t("composer.add.several", { first: before + 1, last: before + added }));
  }

  async function loadSample(sample: Sample): Promise<void> {
    const made = await make(addSample(sample), true);
    if (!made) return;
    const t = translatorNow();
    const settings = { ...store.get().settings, prompt: t(`composer.sample.${sample}.prompt`), count: clampCount(model, sampleCounts[sample], 1) };
    replacing.replace({ settings, tiles: [{ ...storedTile(made.reference), id: made.id }] }, t("composer.sampleLoaded"));
  }

  /** How a take of the recipe that was opened last is loaded. */
  let takenRecipe: ((take: RecipeTake) => void) | null = null;
  async function recipes(file: File): Promise<void> {
    const open = await import("@/components/composer/recipe-in").catch(() => null);
    if (!open) return noteOutdated("part_missing");
    takenRecipe = await open.openRecipe(file, {
      store, model, replacing, readKnown,
      addFiles: (files) => void fileAdditions.add(files),
      ask: (title, takes) => store.set((state) => ({ ...state, question: { kind: "recipe_take", title, takes } })),
    });
  }

  function close(): Question | null {
    const { question } = store.get();
    store.set((state) => ({ ...state, question: null }));
    return question;
  }

  function editAt(outputId: string, place: EditPlace): void {
    const placed = placedCount(store.get().tiles);
    if (place === "replace" && placed > 0) return void editInPlaceOfAll(outputId);
    if (placed >= model.maxReferences) {
      showToast({ text: translatorNow()("composer.add.full", { most: model.maxReferences }), actions: [] });
      return;
    }
    const question = countPushedDown(model, store.get(), placed + 1, { kind: "output", outputId });
    if (question) store.set((state) => ({ ...state, question }));
    else void editAsNext(outputId);
  }

  return {
    addFiles(files: readonly File[]): void {
      const recipe = files.find(isRecipe);
      const pictures = files.filter((file) => !isRecipe(file));
      if (recipe) void recipes(recipe);
      if (pictures.length > 0) void fileAdditions.add(pictures);
    },
    answerRecipe(take: RecipeTake): void {
      close();
      takenRecipe?.(take);
    },
    addAddress: (address: string): void => void fileAdditions.addAddress(address),
    removeTile: uploads.remove,
    toldRemoved,
    originalOf: uploads.originalOf,
    /** The file of a tile made fit another way. */
    reworkTile: fileAdditions.rework,
    openFrame,
    undoWay: (id: string): void => void undoWay(id),
    stop: uploads.stop,
    retryTile: fileAdditions.retry,
    replaceTile: fileAdditions.replaceWith,
    askFit: fileAdditions.askFit,
    answerFit: fileAdditions.answerFit,
    putOffFit: fileAdditions.putOffFit,
    ...drafts,
    toldReplaced: replacing.told,
    replacedDrafts: () => replacedDraftsIn(shelf).of(ports.sessionId),
    loadSample: (sample: Sample): void => void loadSample(sample),
    /** "Edit this": asks once where the frame goes, and remembers. */
    edit({ id: outputId }: { id: string }): void {
      const isFirst = !store.get().tiles.some(isPlaced);
      const place = isFirst ? "add" : placeOf(keptPlace.read());
      if (place) editAt(outputId, place);
      else store.set((state) => ({ ...state, question: { kind: "edit_place", outputId } }));
    },
    /** Put down at the composer: beside the others, whatever "Edit this" does. */
    addFrame: (outputId: string): void => editAt(outputId, "add"),
    addFromShelf(chosen: readonly Chosen[]): void {
      const { tiles } = store.get();
      const room = Math.max(0, model.maxReferences - placedCount(tiles));
      const fitting = chosen.slice(0, room);
      if (fitting.length === 0) return;
      const question = countPushedDown(model, store.get(), placedCount(tiles) + fitting.length, { kind: "shelf", chosen: fitting });
      if (question) store.set((state) => ({ ...state, question }));
      else void takeFromShelf(fitting);
    },
    answerPlace(place: EditPlace): void {
      const question = close();
      if (question?.kind === "edit_place") {
        keptPlace.write(place);
        editAt(question.outputId, place);
      }
      fileAdditions.decide();
    },
    acceptCount(): void {
      const question = close();
      if (question?.kind === "count_down") {
        const { addition, room } = question;
        if (addition.kind === "files") return fileAdditions.accept(room);
        store.set((state) => withChosenCount(state, room));
        if (addition.kind === "shelf") void takeFromShelf(addition.chosen);
        else void editAsNext(addition.outputId);
      }
      fileAdditions.decide();
    },
    dismissQuestion(): void {
      const question = close();
      if (question?.kind === "count_down" && question.addition.kind === "files") fileAdditions.drop();
      else fileAdditions.decide();
    },
  };
}

/** Taken for one of the studio's by its name; what is in it tells. */
const isRecipe = ({ name, type }: File): boolean => /\.(?:zip|json)$/i.test(name) || /^application\/(?:zip|x-zip-compressed|json)$/.test(type);

const isNotIn = (tiles: readonly Tile[]) => (tile: Tile): boolean => !tiles.some((other) => other.id === tile.id || referenceOf(other)?.id === referenceOf(tile)?.id);
const placeOf = (kept: unknown): EditPlace | null => (kept === "replace" || kept === "add" ? kept : null);
const nameOf = ({ madeFrom, name }: Reference): string => madeFrom ?? name;
