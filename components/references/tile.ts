import type { FixingStep, OtherWays } from "@/components/references/fixing/prepared";
import type { FetchFailure } from "@/lib/references/fetched-picture";
import type { Size } from "@/lib/references/fit-size";
import type { Reference, ReferenceProblem } from "@/lib/references/reference";
import type { Source } from "@/lib/references/source";
import type { Way } from "@/lib/references/way";

export type TileFailure =
  | { code: "problem"; problem: ReferenceProblem }
  /** The server could not bring the picture from its address. */
  | { code: "not_fetched"; host: string; failure: FetchFailure }
  /** The file has changed, or is no longer where it was chosen. */
  | { code: "moved" }
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
  way: Way;
  /** The reference whose place it takes once it is one itself; until then that is the reference. */
  instead: Reference | null;
};
/** What is sent: its name is the upload's id, which keeps the key the same on a second try and another for other bytes. */
export type Fixed = { file: File; source: Source } & OtherWays;

/** One reference on its way: its place among the tiles is its number in the prompt. */
export type Tile = Identity &
  (
    | { state: "stored"; reference: Reference }
    /** A sample or a frame is being made into a reference; it may then be the only one. */
    | { state: "making"; replacesAll: boolean }
    /** The server brings it: then it is a file. */
    | { state: "fetching"; address: string }
    | ({ state: "preparing"; step: FixingStep; percent: number } & FromFile)
    /** Too long and narrow: somebody has to say how it is made to fit. Put off, it is not asked about by itself. */
    | ({ state: "needs_fit"; isPutOff: boolean; unfitted: Size & { previewUrl: string } } & FromFile)
    | ({ state: "prepared" | "waiting" | "confirming"; fixed: Fixed } & FromFile)
    | ({ state: "uploading"; percent: number; fixed: Fixed } & FromFile)
    | ({ state: "failed"; failure: TileFailure; fixed: Fixed | null } & FromFile)
    | { state: "failed"; failure: TileFailure; address: string }
  );
export type FailedTile = Extract<Tile, { state: "failed" }>;
export type FileTile = Extract<Tile, FromFile>;

/** Tiles that failed, or may yet replace the others, take no number and no room. */
export const isPlaced = ({ state }: Tile): boolean => state !== "failed" && state !== "making";
export const placedCount = (tiles: readonly Tile[]): number => tiles.filter(isPlaced).length;
export const isUnderWay = ({ state }: Tile): boolean => state !== "failed" && state !== "stored";

/** A file that would be lost with the page, and is not asked about first. */
export const isOnItsWay = (tile: Tile): boolean => "original" in tile && isUnderWay(tile) && tile.state !== "needs_fit";

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

export const storedTile = (reference: Reference): Tile => ({ id: reference.id, name: reference.name, state: "stored", reference });

/** Of the whole way to a reference: a photograph of twelve megapixels takes about as long to make fit as to send. */
const PREPARING_SHARE = 0.5;

/** 0 to 100; null where nothing is measured. It never goes back but on a new try. */
export function progressOf(tile: Tile): number | null {
  switch (tile.state) {
    case "stored":
    case "making":
    case "fetching":
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
