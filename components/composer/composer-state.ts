import type { Awaited, Loss } from "@/components/composer/awaited";
import { isPlaced, storedReferences, type Tile } from "@/components/references/tile";
import type { RecipeTake } from "@/lib/generations/recipe";
import type { DraftField, DraftFinding, SubmitRefusal } from "@/lib/generations/submit";
import { countInPrompt, withCount } from "@/lib/models/prompt-count";
import type { Reference } from "@/lib/references/reference";
import type { Draft } from "@/lib/sessions/session";

export type Settings = Omit<Draft, "referenceIds">;

export type SubmitState =
  | { state: "idle" }
  /** Clicked while photographs are still on their way: goes out when they are in. */
  | { state: "waiting_for_references"; awaited: readonly Awaited[] }
  /** The wait ended by itself, because what was clicked is not what would go out now. */
  | { state: "withdrawn"; why: Loss }
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
export type Addition = { kind: "files" } | { kind: "output"; outputId: string } | { kind: "shelf"; chosen: readonly Chosen[] };
/** From the shelf: a reference as it is, or a frame that the server makes one of. */
export type Chosen = { kind: "reference"; reference: Reference } | { kind: "frame"; outputId: string };
export type EditPlace = "replace" | "add";

export type Question =
  | { kind: "count_down"; addition: Addition; references: number; count: number; room: number }
  | { kind: "edit_place"; outputId: string }
  /** Which take of a recipe is loaded: newest first. */
  | { kind: "recipe_take"; title: string; takes: readonly RecipeTake[] }
  /** How the file of this tile is made to fit. */
  | { kind: "fit"; id: string };

export type ComposerState = {
  settings: Settings;
  /** Until the person chooses a count, the one that the prompt names is it. */
  countChosen: boolean;
  tiles: readonly Tile[];
  /** Names of files that found no room. */
  turnedAway: readonly string[];
  /** Names of files that were on their way when the page was left. */
  cutOff: readonly string[];
  /** Once Generate was pressed, what is missing is said at its field. */
  attempted: boolean;
  submit: SubmitState;
  saving: SavingState;
  question: Question | null;
};

/**
 * Where prompt and count differ, the count was chosen; where the prompt names none, or more than `room`, which is never followed,
 * the next number typed is, and shown on the button.
 */
export const initialComposer = (draft: Draft, tiles: readonly Tile[], room = Number.POSITIVE_INFINITY): ComposerState => {
  const settings = settingsOf(draft);
  return { settings, countChosen: isFollowed(countInPrompt(settings.prompt)?.count, room) && !namesItsCount(settings), tiles, turnedAway: [], cutOff: [], attempted: false, submit: { state: "idle" }, saving: { state: "saved" }, question: null };
};

export const settingsOf = ({ referenceIds: _, ...settings }: Draft): Settings => settings;

const isFollowed = (said: number | undefined, room: number): said is number => said !== undefined && said >= 1 && said <= room;
const namesItsCount = ({ prompt, count }: Settings): boolean => countInPrompt(prompt)?.count === count;

/** Another draft in the place of this one, as if it had been typed. */
export const withDraft = (state: ComposerState, settings: Settings, tiles: readonly Tile[]): ComposerState =>
  ({ ...withTiles(withSettings(state, settings), tiles), countChosen: !namesItsCount(settings), attempted: false });

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
  return withSettings(state, !state.countChosen && isFollowed(said, room) ? { prompt, count: said } : { prompt });
}

export const withTiles = (state: ComposerState, tiles: readonly Tile[]): ComposerState =>
  tiles === state.tiles ? state : { ...state, tiles, submit: answered(state.submit) };

/** @param to among the tiles that have a number, from 0; beyond the last it is the last. */
export function withPlacedAt(state: ComposerState, id: string, to: number): ComposerState {
  const placed = state.tiles.filter(isPlaced);
  const moved = placed.find((tile) => tile.id === id);
  const at = Math.min(Math.max(0, to), placed.length - 1);
  if (!moved || placed[at] === moved) return state;
  const others = placed.filter((tile) => tile !== moved);
  const order = [...others.slice(0, at), moved, ...others.slice(at)];
  /** Those without a number stay where they are. */
  let next = 0;
  return withTiles(state, state.tiles.map((tile) => (isPlaced(tile) ? (order[next++] ?? tile) : tile)));
}

export const withTile = (state: ComposerState, id: string, change: (tile: Tile) => Tile): ComposerState =>
  withTiles(state, state.tiles.map((tile) => (tile.id === id ? change(tile) : tile)));

export const withoutTile = (state: ComposerState, id: string): ComposerState =>
  withTiles(state, state.tiles.filter((tile) => tile.id !== id));

/** Which findings are shown: all after a try, before it only what is wrong with something already there. */
export function shownFindings(
  findings: Partial<Record<DraftField, DraftFinding>>,
  { attempted, settings, submit, tiles }: ComposerState,
): Partial<Record<DraftField, DraftFinding>> {
  const told = submit.state === "refused" && submit.refusal.code === "invalid_input" ? submit.refusal.fields : {};
  const { prompt, references, count, ...always } = findings;
  /** Whether files that are still looked at take room is not known yet, and then asked. */
  const isLooking = tiles.some(({ state }) => state === "fetching" || state === "preparing" || state === "prepared");
  return {
    ...always,
    ...(prompt && (attempted || settings.prompt.trim() !== "") ? { prompt } : {}),
    ...(count && (attempted || !isLooking) ? { count } : {}),
    ...(references && attempted ? { references } : {}),
    ...told,
  };
}
