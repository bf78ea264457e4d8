import type { FixingStep } from "@/components/references/fixing/prepared";
import { randomHex } from "@/lib/ids";
import type { Reference, ReferenceProblem } from "@/lib/references/reference";
import type { RatioFit, Source } from "@/lib/references/source";

export type TileFailure =
  | { code: "problem"; problem: ReferenceProblem }
  /** What prepares files did not load, which is no fault of the file. */
  | { code: "unavailable" }
  | { code: "cut_off" }
  /** The studio's own server would not begin the upload. */
  | { code: "refused" }
  /** Uploaded as far as the browser knows, and the server does not know of it. */
  | { code: "unconfirmed" }
  | { code: "storage_unavailable" };

type Identity = { id: string; name: string };
export type FromFile = {
  /** As the person gave it. */
  original: File;
  previewUrl: string | null;
  /** What was chosen for it, where it is too long and narrow. */
  fit: RatioFit | null;
  /** The reference whose place it takes once it is one itself; until then that is the reference. */
  instead: Reference | null;
};
/** What is sent: its name is the upload's id, which keeps the key the same on a second try and another for other bytes. */
export type Fixed = { file: File; source: Source };

/** One reference on its way: its place among the tiles is its number in the prompt. */
export type Tile = Identity &
  (
    | { state: "stored"; reference: Reference }
    /** A sample or a frame is being made into a reference; it may then be the only one. */
    | { state: "making"; replacesAll: boolean }
    | ({ state: "preparing"; step: FixingStep; percent: number } & FromFile)
    /** Too long and narrow: somebody has to say how it is made to fit. Put off, it is not asked about by itself. */
    | ({ state: "needs_fit"; isPutOff: boolean } & FromFile)
    | ({ state: "prepared" | "waiting" | "confirming"; fixed: Fixed } & FromFile)
    | ({ state: "uploading"; percent: number; fixed: Fixed } & FromFile)
    | ({ state: "failed"; failure: TileFailure; fixed: Fixed | null } & FromFile)
  );
export type TileState = Tile["state"];
export type FailedTile = Extract<Tile, { state: "failed" }>;
export type FileTile = Extract<Tile, FromFile>;

/** Tiles that failed, or may yet replace the others, take no number and no room. */
export const isPlaced = ({ state }: Tile): boolean => state !== "failed" && state !== "making";
export const placedCount = (tiles: readonly Tile[]): number => tiles.filter(isPlaced).length;
export const isUnderWay = ({ state }: Tile): boolean => state !== "failed" && state !== "stored";

/** From 1; null for a tile without a number. */
export function numberOf(tiles: readonly Tile[], id: string): number | null {
  const index = tiles.filter(isPlaced).findIndex((tile) => tile.id === id);
  return index < 0 ? null : index + 1;
}

export function referenceOf(tile: Tile): Reference | null {
  if (tile.state === "stored") return tile.reference;
  return "instead" in tile ? tile.instead : null;
}

export const storedReferences = (tiles: readonly Tile[]): Reference[] => tiles.flatMap((tile) => referenceOf(tile) ?? []);

export const isRetryable = ({ failure }: FailedTile): boolean => failure.code !== "problem";

export const storedTile = (reference: Reference): Tile => ({ id: reference.id, name: reference.name, state: "stored", reference });

/** What stays of a tile that came from a file, whatever state it goes to. */
export const fromFile = ({ id, name, original, previewUrl, fit, instead }: FileTile) => ({ id, name, original, previewUrl, fit, instead });

export const forgetPreview = (tile: Tile): void => {
  if ("previewUrl" in tile && tile.previewUrl) URL.revokeObjectURL(tile.previewUrl);
};

/** Of the whole way to a reference: a photograph of twelve megapixels takes about as long to make fit as to send. */
const PREPARING_SHARE = 0.5;

/** 0 to 100; null where nothing is measured. It never goes back but on a new try. */
export function progressOf(tile: Tile): number | null {
  switch (tile.state) {
    case "stored":
    case "making":
    case "failed":
    case "needs_fit": return null;
    case "preparing": return tile.percent * PREPARING_SHARE;
    case "prepared":
    case "waiting": return 100 * PREPARING_SHARE;
    case "uploading": return 100 * PREPARING_SHARE + tile.percent * (1 - PREPARING_SHARE);
    case "confirming": return 100;
    default: return tile satisfies never;
  }
}

/** Begins uploads in the tiles' order, so many at once. */
export function promoteWaiting(tiles: readonly Tile[], parallel: number): readonly Tile[] {
  let free = parallel - tiles.filter(({ state }) => state === "uploading" || state === "confirming").length;
  if (free <= 0 || !tiles.some(({ state }) => state === "waiting")) return tiles;
  return tiles.map((tile) => {
    if (tile.state !== "waiting" || free <= 0) return tile;
    free -= 1;
    return { ...fromFile(tile), fixed: tile.fixed, state: "uploading", percent: 0 };
  });
}

/** 32 hex characters. */
export const newTileId = randomHex;
