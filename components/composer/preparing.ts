import { withTile, type ComposerState } from "@/components/composer/composer-state";
import type { Prepared } from "@/components/references/fixing/prepared";
import type { PrepareFile } from "@/components/references/prepare-on-demand";
import { forgetPreview, fromFile, newTileId, type TileFailure } from "@/components/references/tile";
import type { Store } from "@/components/ui/store";
import type { MediaRule } from "@/lib/models/field";
import type { RatioFit } from "@/lib/references/source";
import { limits } from "@/lib/limits";

type Ports = {
  store: Store<ComposerState>;
  rules: readonly MediaRule[];
  prepare: PrepareFile;
  fail: (id: string, failure: TileFailure) => void;
};

/** What a too long and narrow file looked like, and the file itself: as long as this tab is open it can be fitted another way. */
export type Fittable = { original: File; previewUrl: string; width: number; height: number };

/** Makes files fit for the model, each at its tile. How many at once is the pipeline's own business. */
export function createPreparing({ store, rules, prepare, fail }: Ports) {
  const underWay = new Map<string, AbortController>();
  const fittables = new Map<string, Fittable>();
  const fileTile = (id: string) => {
    const tile = store.get().tiles.find((tile) => tile.id === id);
    return tile && "original" in tile ? tile : null;
  };

  function stop(id: string): void {
    underWay.get(id)?.abort();
    underWay.delete(id);
  }

  function forgetFittable(id: string): void {
    const fittable = fittables.get(id);
    if (fittable) URL.revokeObjectURL(fittable.previewUrl);
    fittables.delete(id);
  }

  function keepFittable(id: string, fittable: Fittable): void {
    forgetFittable(id);
    fittables.set(id, fittable);
    /** The oldest first: what is asked about is among the newest. */
    const [oldest] = fittables.keys();
    if (oldest !== undefined && fittables.size > limits.fittableFiles) forgetFittable(oldest);
  }

  function took(id: string, prepared: Prepared): void {
    const tile = fileTile(id);
    if (!tile) return;
    const base = fromFile(tile);
    switch (prepared.kind) {
      case "ready": {
        const file = new File([prepared.file], newTileId(), { type: prepared.mime });
        const previewUrl = URL.createObjectURL(file);
        forgetPreview(tile);
        return store.set((state) => withTile(state, id, () => ({ ...base, previewUrl, state: "prepared", fixed: { file, source: prepared.source } })));
      }
      case "needs_fit": {
        const { width, height, previewBlob } = prepared;
        keepFittable(id, { original: tile.original, width, height, previewUrl: URL.createObjectURL(previewBlob) });
        const previewUrl = URL.createObjectURL(previewBlob);
        forgetPreview(tile);
        return store.set((state) => withTile(state, id, () => ({ ...base, previewUrl, state: "needs_fit", isPutOff: false })));
      }
      case "refused": return fail(id, { code: "problem", problem: prepared.problem });
      case "unavailable": return fail(id, { code: "unavailable" });
      default: return prepared satisfies never;
    }
  }

  return {
    stop,
    forgetFittable,
    fittableOf: (id: string): Fittable | null => fittables.get(id) ?? null,
    /** Resolves when it is known what becomes of the file, or nobody wants to know any more. */
    async begin(id: string, fit: RatioFit | null): Promise<void> {
      stop(id);
      const tile = fileTile(id);
      if (!tile) return;
      const controller = new AbortController();
      underWay.set(id, controller);
      const base = { ...fromFile(tile), fit };
      store.set((state) => withTile(state, id, () => ({ ...base, state: "preparing", step: "waiting", percent: 0 })));
      const prepared = await prepare(tile.original, {
        rules,
        fit,
        signal: controller.signal,
        onProgress: ({ step, percent }) => {
          if (underWay.get(id) === controller) store.set((state) => withTile(state, id, (now) => (now.state === "preparing" ? { ...now, step, percent } : now)));
        },
      }).catch((): Prepared => ({ kind: "unavailable" }));
      /** Taken away meanwhile, or begun anew. */
      if (underWay.get(id) !== controller) return;
      underWay.delete(id);
      took(id, prepared);
    },
    stopAll(): void {
      for (const id of [...underWay.keys()]) stop(id);
    },
  };
}
