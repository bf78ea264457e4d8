import { useEffect, useState } from "react";
import { decode, isDecoded } from "@/components/lightbox/decoded-pictures";
import type { Picture } from "@/components/lightbox/picture";

/** What can be painted now: of `sources` the one at `at`; null while none of them has come. */
export type Drawn = { picture: Picture; at: number | null; /** The file itself does not come. */ failed: boolean };

/** So long the picture before stays, rather than that a placeholder flashes by. */
const PATIENCE_MS = 120;

const bestOf = (picture: Picture): number | null => {
  const at = picture.sources.findIndex(isDecoded);
  return at < 0 ? null : at;
};

const isSame = (one: Picture, other: Picture): boolean => one.sources[0] === other.sources[0];

/** The picture in the best form that is decoded; until it has one, the picture before: stepping never flashes. */
export function useDrawn(picture: Picture): Drawn {
  const [last, setDrawn] = useState<Drawn>(() => ({ picture, at: bestOf(picture), failed: false }));
  const best = bestOf(picture);
  // Decoded beforehand, it stands there at once.
  const drawn = isSame(last.picture, picture) || best === null ? last : { picture, at: best, failed: false };
  useEffect(() => {
    let gone = false;
    const better = (at: number) => setDrawn((now) => (isSame(now.picture, picture) && now.at !== null && now.at <= at ? now : { picture, at, failed: isSame(now.picture, picture) && now.failed }));
    const known = bestOf(picture);
    if (known !== null) better(known);
    const load = async (at: number) => {
      const came = await decode(picture.sources[at] ?? "");
      if (!gone && came) better(at);
      return came;
    };
    const loadAll = async () => {
      // Stand-ins first: the file itself is large and would only slow them down.
      if (known !== 0) await Promise.all(picture.sources.slice(1).map((_, at) => load(at + 1)));
      if (gone || (await load(0)) || gone) return;
      setDrawn((now) => ({ picture, at: isSame(now.picture, picture) ? now.at : null, failed: true }));
    };
    void loadAll();
    const patience = setTimeout(() => setDrawn((now) => (isSame(now.picture, picture) ? now : { picture, at: null, failed: false })), PATIENCE_MS);
    return () => {
      gone = true;
      clearTimeout(patience);
    };
  }, [picture]);
  return drawn;
}
