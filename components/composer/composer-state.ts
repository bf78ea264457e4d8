import type { Awaited } from "@/components/composer/awaited";
import { isPlaced, placedCount, storedReferences, type Tile, type TileFailure } from "@/components/references/tile";
import type { DraftField, SubmitRefusal } from "@/lib/generations/submit";
import { roomForImages } from "@/lib/models/image-budget";
import { countInPrompt, withCount } from "@/lib/models/prompt-count";
import type { ComposerModel } from "@/lib/models/composer-model";
import type { Reference } from "@/lib/references/reference";
import type { Draft } from "@/lib/sessions/session";

export type Settings = Omit<Draft, "referenceIds">;

export type SubmitState =
  | { state: "idle" }
  /** Clicked while photographs are still on their way: goes out when they are in. */
  | { state: "waiting_for_references"; awaited: readonly Awaited[] }
  /** The wait ended by itself, because what was clicked is not what would go out now. */
  | { state: "withdrawn"; why: string }
  | { state: "sending" }
  | { state: "refused"; refusal: SubmitRefusal }
  /** No answer came: the same click can be sent again, and counts once. */
  | { state: "unanswered" };

export type SavingState =
  | { state: "saved" }
  | { state: "saving" }
  | { state: "unreachable" }
  | { state: "gone" }
  | { state: "too_long" }
  | { state: "stale" };

/** Files are at their tiles already, and wait there for the answer. */
export type Addition = { kind: "files" } | { kind: "output"; outputId: string };
export type EditPlace = "replace" | "add";

export type Question =
  | { kind: "count_down"; addition: Addition; references: number; count: number; room: number }
  | { kind: "edit_place"; outputId: string };

export type ComposerState = {
  settings: Settings;
  /** Until the person chooses a count, the one that the prompt names is it. */
  countChosen: boolean;
  tiles: readonly Tile[];
  /** Names of files that found no room. */
  turnedAway: readonly string[];
  /** Once Generate was pressed, what is missing is said at its field. */
  attempted: boolean;
  submit: SubmitState;
  saving: SavingState;
  question: Question | null;
};

/** @param usualCount the model's own: a draft that has another one was given it. */
export const initialComposer = (draft: Draft, tiles: readonly Tile[], usualCount: number): ComposerState => {
  const { referenceIds: _, ...settings } = draft;
  return { settings, countChosen: draft.count !== usualCount && countInPrompt(draft.prompt)?.count !== draft.count, tiles, turnedAway: [], attempted: false, submit: { state: "idle" }, saving: { state: "saved" }, question: null };
};

export const draftOf = ({ settings, tiles }: ComposerState): Draft => ({
  ...settings,
  referenceIds: storedReferences(tiles).map(({ id }) => id),
});

export const sameDraft = (a: Draft, b: Draft): boolean =>
  a.prompt === b.prompt && a.count === b.count && a.size === b.size && a.optimize === b.optimize && a.seed === b.seed &&
  a.referenceIds.length === b.referenceIds.length && a.referenceIds.every((id, at) => id === b.referenceIds[at]);

/** A refusal speaks of the draft as it was: a change takes it away. */
const answered = (submit: SubmitState): SubmitState => (submit.state === "refused" ? { state: "idle" } : submit);

export const withSettings = (state: ComposerState, change: Partial<Settings>): ComposerState => ({
  ...state,
  settings: { ...state.settings, ...change },
  submit: state.submit.state === "withdrawn" ? { state: "idle" } : answered(state.submit),
});

/** The count in the prompt is the same number: choosing one rewrites it where the prompt names one. */
export function withChosenCount(state: ComposerState, count: number): ComposerState {
  const { prompt } = state.settings;
  return { ...withSettings(state, { count, prompt: countInPrompt(prompt) ? withCount(prompt, count) : prompt }), countChosen: true };
}

/** Typing a number chooses it, where none was chosen and there is room; where one was, the two are shown to differ. */
export function withTypedPrompt(state: ComposerState, prompt: string, room: number): ComposerState {
  const said = countInPrompt(prompt)?.count;
  const follows = !state.countChosen && said !== undefined && said >= 1 && said <= room;
  return withSettings(state, follows ? { prompt, count: said } : { prompt });
}

export const withTiles = (state: ComposerState, tiles: readonly Tile[]): ComposerState =>
  tiles === state.tiles ? state : { ...state, tiles, submit: answered(state.submit) };

export function withMovedTile(state: ComposerState, id: string, by: -1 | 1): ComposerState {
  const placed = state.tiles.filter(isPlaced);
  const from = placed.findIndex((tile) => tile.id === id);
  const moved = placed[from];
  const swapped = placed[from + by];
  if (!moved || !swapped) return state;
  return withTiles(state, state.tiles.map((tile) => (tile === moved ? swapped : tile === swapped ? moved : tile)));
}

export const withTile = (state: ComposerState, id: string, change: (tile: Tile) => Tile): ComposerState =>
  withTiles(state, state.tiles.map((tile) => (tile.id === id ? change(tile) : tile)));

export const withoutTile = (state: ComposerState, id: string): ComposerState =>
  withTiles(state, state.tiles.filter((tile) => tile.id !== id));

/** The same picture twice is one reference: then the newer tile goes. */
export function withStored(state: ComposerState, id: string, reference: Reference): ComposerState {
  const isThere = state.tiles.some((tile) => tile.id !== id && tile.state === "stored" && tile.reference.id === reference.id);
  return isThere ? withoutTile(state, id) : withTile(state, id, () => ({ id, name: reference.name, state: "stored", reference }));
}

export const withFailure = (state: ComposerState, id: string, failure: TileFailure): ComposerState =>
  withTile(state, id, (tile) => ("file" in tile ? { id, name: tile.name, file: tile.file, previewUrl: tile.previewUrl, state: "failed", failure } : tile));

/** What an addition of so many references does to the number of images; null where nothing needs asking. */
export function countPushedDown(model: ComposerModel, state: ComposerState, references: number, addition: Addition): Question | null {
  const room = roomForImages(model, references);
  const { count } = state.settings;
  return count > room ? { kind: "count_down", addition, references, count, room } : null;
}

/** The files that find room, and those that do not. */
export function roomForFiles(model: ComposerModel, tiles: readonly Tile[], files: readonly File[]) {
  const free = Math.max(0, model.maxReferences - placedCount(tiles));
  return { admitted: files.slice(0, free), beyond: files.slice(free) };
}

/** Which findings are shown: all after a try, before it only what is wrong with something already there. */
export function shownFindings(
  findings: Partial<Record<DraftField, string>>,
  { attempted, settings, submit, tiles }: ComposerState,
): Partial<Record<DraftField, string>> {
  const told = submit.state === "refused" && submit.refusal.code === "invalid_input" ? submit.refusal.fields : {};
  const { prompt, references, count, ...always } = findings;
  /** Whether files that are still looked at take room is not known yet, and then asked. */
  const isLooking = tiles.some(({ state }) => state === "checking");
  return {
    ...always,
    ...(prompt && (attempted || settings.prompt.trim() !== "") ? { prompt } : {}),
    ...(count && (attempted || !isLooking) ? { count } : {}),
    ...(references && attempted ? { references } : {}),
    ...told,
  };
}
