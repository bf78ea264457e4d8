import { isPlaced, referenceOf, type Tile } from "@/components/references/tile";

type Change = {
  /** What stood. */
  before: readonly Tile[];
  /** What was put in its place. */
  after: readonly Tile[];
  now: readonly Tile[];
  /** So many have room. */
  most: number;
};

const namesOf = (tile: Tile): string[] => [tile.id, referenceOf(tile)?.id ?? tile.id];
const isAmong = (tile: Tile, tiles: readonly Tile[]): boolean => tiles.some((other) => namesOf(other).some((name) => namesOf(tile).includes(name)));
/** The same tile with another picture is what the person made of it since. */
const isAsPut = (tile: Tile, after: readonly Tile[]): boolean => after.some(({ id, state }) => id === tile.id && state === tile.state) && after.some((other) => referenceOf(other)?.id === referenceOf(tile)?.id);

/** The references without one change of them: what was added or taken away since stays so, and goes before what comes back where room is short. */
export function takenBack({ before, after, now, most }: Change): readonly Tile[] {
  const later = now.filter((tile) => !before.some(({ id }) => id === tile.id) && !isAsPut(tile, after));
  const back = before.flatMap((tile): Tile | [] => {
    const here = now.find(({ id }) => id === tile.id);
    if (here) return here;
    const wasTakenSince = isAmong(tile, after) && !isAmong(tile, now);
    return tile.state === "stored" && !wasTakenSince && !isAmong(tile, later) ? tile : [];
  });
  const room = Math.max(0, most - later.filter(isPlaced).length);
  return [...back.filter((tile) => now.includes(tile) || !isPlaced(tile) || back.filter(isPlaced).indexOf(tile) < room), ...later];
}
