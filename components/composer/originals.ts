import { limits } from "@/lib/limits";
import type { OtherWays } from "@/components/references/fixing/prepared";
import type { Size } from "@/lib/references/fit-size";
import type { Reference, ReferenceFormat } from "@/lib/references/reference";
import type { Way } from "@/lib/references/way";

/** A reference that a file became, by which way, when, and what else it could have become. */
export type Stood = {
  way: Way;
  atMs: number;
  reference: Reference;
  otherFormat: ReferenceFormat | null;
  /** The whole picture before it was fitted. */
  unfitted: (Size & { previewUrl: string }) | null;
};

export const stoodAs = (way: Way, reference: Reference, { otherFormat, unfitted }: OtherWays): Stood => ({
  way, reference, otherFormat, atMs: Date.now(),
  unfitted: unfitted && { width: unfitted.width, height: unfitted.height, previewUrl: URL.createObjectURL(unfitted.previewBlob) },
});

/** As long as this tab is open a person's file can be made fit another way. */
export type Original = { file: File; now: Stood; isUndoable: boolean };

const forgetPicture = (stood: Stood | undefined): void => {
  if (stood?.unfitted) URL.revokeObjectURL(stood.unfitted.previewUrl);
};

/** Files as people gave them, by their tiles, each with all that it has been. */
export function createOriginals() {
  /** The one that changed last is the last. */
  const kept = new Map<string, { file: File; stood: readonly Stood[] }>();

  function forget(id: string): void {
    kept.get(id)?.stood.forEach(forgetPicture);
    kept.delete(id);
  }

  return {
    forget,
    /** null where the tile has a reference that came from elsewhere, too. */
    of(id: string, reference: Reference): Original | null {
      const { file, stood } = kept.get(id) ?? { stood: [] };
      const now = stood.at(-1);
      return file && now?.reference.id === reference.id ? { file, now, isUndoable: stood.length > 1 } : null;
    },
    keep(id: string, file: File, now: Stood): void {
      const known = kept.get(id);
      const all = known?.file === file ? known.stood : [];
      /** The same bytes again are no other choice: one step back would change nothing. */
      const isSame = all.at(-1)?.reference.id === now.reference.id;
      const before = isSame ? all.slice(0, -1) : all;
      if (isSame) forgetPicture(all.at(-1));
      if (all.length === 0) forget(id);
      kept.delete(id);
      kept.set(id, { file, stood: [...before, now].slice(-limits.waysBack) });
      if (before.length >= limits.waysBack) forgetPicture(before[0]);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > limits.originalFiles) forget(oldest);
    },
    /** What would stand again, and the file of both. */
    before(id: string): { file: File; before: Stood } | null {
      const { file, stood } = kept.get(id) ?? { stood: [] };
      const before = stood.at(-2);
      return file && before ? { file, before } : null;
    },
    /** What stood earlier is not there any more. */
    forgetEarlier(id: string): void {
      const { file, stood } = kept.get(id) ?? { stood: [] };
      stood.slice(0, -1).forEach(forgetPicture);
      if (file) kept.set(id, { file, stood: stood.slice(-1) });
    },
    /** What stood before the last choice, and stands again. */
    undo(id: string): Stood | null {
      const { file, stood } = kept.get(id) ?? { stood: [] };
      const before = stood.at(-2);
      if (!file || !before) return null;
      forgetPicture(stood.at(-1));
      kept.set(id, { file, stood: stood.slice(0, -1) });
      return before;
    },
  };
}
