import { numberOf, type Tile } from "@/components/references/tile";

/** What a click goes out with, and nothing less: by the numbers that it had then. */
export type Awaited = { id: string; number: number | null };

/** Why a waiting click must not go out with what is left. A picture that was still being made has no number. */
export type Loss =
  | { lost: "taken"; numbers: readonly number[] }
  | { lost: "missing"; numbers: readonly (number | null)[] }
  /** Turned, fitted or replaced, which came to nothing: what stood before stands again. */
  | { lost: "unchanged"; numbers: readonly (number | null)[] };

/** A picture that takes the place of all others is the only one that its click is about. */
export function awaitedTiles(tiles: readonly Tile[]): Awaited[] {
  const replacing = tiles.filter((tile) => tile.state === "making" && tile.replacesAll);
  return (replacing.length > 0 ? replacing : tiles.filter(({ state }) => state !== "failed"))
    .map(({ id }) => ({ id, number: numberOf(tiles, id) }));
}

/** null where nothing was lost. */
export function lossOf(awaited: readonly Awaited[], tiles: readonly Tile[]): Loss | null {
  const isGone = ({ id }: Awaited) => !tiles.some((tile) => tile.id === id);
  const hasFailed = ({ id }: Awaited) => tiles.some((tile) => tile.id === id && tile.state === "failed");
  /** What had no number yet was still being made: nobody can take that away. */
  const taken = awaited.flatMap((one) => (isGone(one) && one.number !== null ? [one.number] : []));
  if (taken.length > 0) return { lost: "taken", numbers: taken };
  const missing = awaited.filter((one) => isGone(one) || hasFailed(one)).map(({ number }) => number);
  return missing.length > 0 ? { lost: "missing", numbers: missing } : null;
}
