import { numberOf, type Tile } from "@/components/references/tile";

/** What a click goes out with, and nothing less: by the numbers that it had then. */
export type Awaited = { id: string; number: number | null };

/** A picture that takes the place of all others is the only one that its click is about. */
export function awaitedTiles(tiles: readonly Tile[]): Awaited[] {
  const replacing = tiles.filter((tile) => tile.state === "making" && tile.replacesAll);
  return (replacing.length > 0 ? replacing : tiles.filter(({ state }) => state !== "failed"))
    .map(({ id }) => ({ id, number: numberOf(tiles, id) }));
}

/** Why a waiting click must not go out with what is left; null where nothing was lost. */
export function lossText(awaited: readonly Awaited[], tiles: readonly Tile[]): string | null {
  const isGone = ({ id }: Awaited) => !tiles.some((tile) => tile.id === id);
  const hasFailed = ({ id }: Awaited) => tiles.some((tile) => tile.id === id && tile.state === "failed");
  /** What had no number yet was still being made: nobody can take that away. */
  const taken = awaited.filter((one) => isGone(one) && one.number !== null);
  if (taken.length > 0) return `Not sent: ${listed(taken)} ${taken.length === 1 ? "was" : "were"} taken away.`;
  const missing = awaited.filter((one) => isGone(one) || hasFailed(one));
  return missing.length > 0 ? `Not sent: ${listed(missing)} could not be added.` : null;
}

const listed = (awaited: readonly Awaited[]): string =>
  awaited.map(({ number }) => (number === null ? "the picture" : `image ${number}`)).join(", ");
