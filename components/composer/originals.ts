import { limits } from "@/lib/limits";
import type { Size } from "@/lib/references/fit-size";
import type { Reference, ReferenceFormat } from "@/lib/references/reference";
import type { Way } from "@/lib/references/way";

/** A reference that a file became, by which way, and what else it could have become. */
export type Stood = {
  way: Way;
  reference: Reference;
  otherFormat: ReferenceFormat | null;
  /** The whole picture before it was fitted. */
  unfitted: (Size & { previewUrl: string }) | null;
};

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
      const before = known?.file === file ? known.stood : [];
      if (before.length === 0) forget(id);
      kept.delete(id);
      kept.set(id, { file, stood: [...before, now].slice(-limits.waysBack) });
      if (before.length >= limits.waysBack) forgetPicture(before[0]);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > limits.originalFiles) forget(oldest);
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
