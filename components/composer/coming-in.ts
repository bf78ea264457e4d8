import { withoutTile, withTile, withTiles, type Addition, type ComposerState, type Question } from "@/components/composer/composer-state";
import { fromFile, newTileId } from "@/components/references/file-tile";
import { placedCount, referenceOf, storedReferences, storedTile, type Tile, type TileFailure } from "@/components/references/tile";
import type { ComposerModel } from "@/lib/models/composer-model";
import { roomForImages } from "@/lib/models/image-budget";
import type { Reference } from "@/lib/references/reference";

/** The same picture twice is one reference, also where the other tile is about to become another one: then the newer tile goes. */
export function withStored(state: ComposerState, id: string, reference: Reference): ComposerState {
  const isThere = state.tiles.some((tile) => tile.id !== id && referenceOf(tile)?.id === reference.id);
  return isThere ? withoutTile(state, id) : withTile(state, id, () => ({ id, name: reference.name, state: "stored", reference }));
}

/** What it was to take the place of stays; a click that waited for the change does not go out without it. */
export function withKept(state: ComposerState, id: string): ComposerState {
  const tile = state.tiles.find((tile) => tile.id === id);
  const instead = tile && "instead" in tile ? tile.instead : null;
  if (!instead) return state;
  const kept = withTile(state, id, () => ({ ...storedTile(instead), id }));
  const awaited = state.submit.state === "waiting_for_references" && state.submit.awaited.find((one) => one.id === id);
  return awaited ? { ...kept, submit: { state: "withdrawn", why: { lost: "unchanged", numbers: [awaited.number] } } } : kept;
}

export const withFailure = (state: ComposerState, id: string, failure: TileFailure): ComposerState =>
  withTile(withKept(state, id), id, (tile) => {
    if ("address" in tile) return { ...tile, state: "failed", failure };
    if (!("original" in tile)) return tile;
    return { ...fromFile(tile), state: "failed", failure, fixed: "fixed" in tile ? tile.fixed : null };
  });

/** Without an upload; one that is there already stays where it is. */
export const withReference = (state: ComposerState, reference: Reference): ComposerState =>
  storedReferences(state.tiles).some(({ id }) => id === reference.id) ? state : withTiles(state, [...state.tiles, { ...storedTile(reference), id: newTileId() }]);

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
