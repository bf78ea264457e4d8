import { randomHex } from "@/lib/ids";
import type { Reference, ReferenceProblem } from "@/lib/references/reference";

export type TileFailure =
  | { code: "problem"; problem: ReferenceProblem }
  | { code: "cut_off" }
  /** The studio's own server would not begin the upload. */
  | { code: "refused" }
  /** Uploaded as far as the browser knows, and the server does not know of it. */
  | { code: "unconfirmed" }
  | { code: "storage_unavailable" };

type Identity = { id: string; name: string };
type FromFile = { file: File; previewUrl: string | null };

/** One reference on its way: its place among the tiles is its number in the prompt. */
export type Tile = Identity &
  (
    | { state: "stored"; reference: Reference }
    /** A sample or a frame is being made into a reference; it may then be the only one. */
    | { state: "making"; replacesAll: boolean }
    | ({ state: "checking" | "waiting" | "confirming" } & FromFile)
    | ({ state: "uploading"; percent: number } & FromFile)
    | ({ state: "failed"; failure: TileFailure } & FromFile)
  );
export type TileState = Tile["state"];
export type FailedTile = Extract<Tile, { state: "failed" }>;

/** Tiles that failed, or may yet replace the others, take no number and no room. */
export const isPlaced = ({ state }: Tile): boolean => state !== "failed" && state !== "making";
export const placedCount = (tiles: readonly Tile[]): number => tiles.filter(isPlaced).length;
export const isUnderWay = ({ state }: Tile): boolean => state !== "failed" && state !== "stored";

/** From 1; null for a tile without a number. */
export function numberOf(tiles: readonly Tile[], id: string): number | null {
  const index = tiles.filter(isPlaced).findIndex((tile) => tile.id === id);
  return index < 0 ? null : index + 1;
}

export const storedReferences = (tiles: readonly Tile[]): Reference[] =>
  tiles.flatMap((tile) => (tile.state === "stored" ? [tile.reference] : []));

export const isRetryable = ({ failure }: FailedTile): boolean => failure.code !== "problem";

export const storedTile = (reference: Reference): Tile => ({ id: reference.id, name: reference.name, state: "stored", reference });

/** Begins uploads in the tiles' order, so many at once. */
export function promoteWaiting(tiles: readonly Tile[], parallel: number): readonly Tile[] {
  let free = parallel - tiles.filter(({ state }) => state === "uploading" || state === "confirming").length;
  if (free <= 0 || !tiles.some(({ state }) => state === "waiting")) return tiles;
  return tiles.map((tile) => {
    if (tile.state !== "waiting" || free <= 0) return tile;
    free -= 1;
    return { ...tile, state: "uploading", percent: 0 };
  });
}

/** 32 hex characters: also the uploaded file's name. */
export const newTileId = randomHex;
