import type { FailedTile, FileTile, Tile } from "@/components/references/tile";
import { randomHex } from "@/lib/ids";

/** What stays of a tile that came from a file, whatever state it goes to. */
export const fromFile = ({ id, name, original, previewUrl, way, instead }: FileTile) => ({ id, name, original, previewUrl, way, instead });

export const forgetPreview = (tile: Tile): void => {
  if ("previewUrl" in tile && tile.previewUrl) URL.revokeObjectURL(tile.previewUrl);
};

/** What a second try may change. */
export function isRetryable({ failure }: FailedTile): boolean {
  if (failure.code !== "not_fetched") return failure.code !== "problem" && failure.code !== "moved";
  const { code } = failure.failure;
  return code === "unreachable" || code === "studio_unreachable" || code === "too_many_tries";
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
