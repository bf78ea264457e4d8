import { withTile, type ComposerState } from "@/components/composer/composer-state";
import type { Prepared } from "@/components/references/fixing/prepared";
import type { PrepareFile } from "@/components/references/prepare-on-demand";
import { forgetPreview, fromFile, newTileId } from "@/components/references/file-tile";
import type { TileFailure } from "@/components/references/tile";
import type { Store } from "@/components/ui/store";
import type { MediaRule } from "@/lib/models/field";
import { fetchPicture } from "@/lib/references/queries";
import { unchosen, type Way } from "@/lib/references/way";

type Ports = {
  store: Store<ComposerState>;
  rules: readonly MediaRule[];
  prepare: PrepareFile;
  fail: (id: string, failure: TileFailure) => void;
};

/** Brings files and makes them fit for the model, each at its tile. How many at once is the pipeline's own business. */
export function createPreparing({ store, rules, prepare, fail }: Ports) {
  const underWay = new Map<string, AbortController>();
  const tileOf = (id: string) => store.get().tiles.find((tile) => tile.id === id);
  const fileTile = (id: string) => {
    const tile = tileOf(id);
    return tile && "original" in tile ? tile : null;
  };

  function stop(id: string): void {
    underWay.get(id)?.abort();
    underWay.delete(id);
  }

  /** null where the tile was taken away meanwhile, or begun anew. */
  async function run<Answer>(id: string, begin: (signal: AbortSignal, isWanted: () => boolean) => Promise<Answer>): Promise<Answer | null> {
    stop(id);
    const controller = new AbortController();
    underWay.set(id, controller);
    const isWanted = () => underWay.get(id) === controller;
    const answer = await begin(controller.signal, isWanted);
    return isWanted() && underWay.delete(id) ? answer : null;
  }

  function took(id: string, prepared: Prepared): void {
    const tile = fileTile(id);
    if (!tile) return;
    const base = fromFile(tile);
    switch (prepared.kind) {
      case "ready": {
        const { source, otherFormat, unfitted } = prepared;
        const file = new File([prepared.file], newTileId(), { type: prepared.mime });
        const previewUrl = URL.createObjectURL(file);
        forgetPreview(tile);
        return store.set((state) => withTile(state, id, () => ({ ...base, previewUrl, state: "prepared", fixed: { file, source, otherFormat, unfitted } })));
      }
      case "needs_fit": {
        const { width, height, previewBlob } = prepared;
        const previewUrl = URL.createObjectURL(previewBlob);
        forgetPreview(tile);
        return store.set((state) => withTile(state, id, () => ({ ...base, previewUrl, state: "needs_fit", unfitted: { width, height, previewUrl }, isPutOff: false })));
      }
      case "refused": return fail(id, { code: "problem", problem: prepared.problem });
      case "moved":
      case "unavailable": return fail(id, { code: prepared.kind });
      default: return prepared satisfies never;
    }
  }

  /** Resolves when it is known what becomes of the file, or nobody wants to know any more. */
  async function begin(id: string, way: Way): Promise<void> {
    const tile = fileTile(id);
    if (!tile) return stop(id);
    store.set((state) => withTile(state, id, () => ({ ...fromFile(tile), way, state: "preparing", step: "waiting", percent: 0 })));
    const prepared = await run(id, (signal, isWanted) => prepare(tile.original, {
      rules,
      way,
      signal,
      onProgress: ({ step, percent }) => {
        if (isWanted()) store.set((state) => withTile(state, id, (now) => (now.state === "preparing" ? { ...now, step, percent } : now)));
      },
    }).catch((): Prepared => ({ kind: "unavailable" })));
    if (prepared) took(id, prepared);
  }

  return {
    stop,
    begin,
    /** The picture at an address, fetched by the server: from then on a file like any other, at the same tile. */
    async fetch(id: string, address: string): Promise<void> {
      const tile = tileOf(id);
      if (!tile) return;
      store.set((state) => withTile(state, id, ({ name }) => ({ id, name, state: "fetching", address })));
      const brought = await run(id, (signal) => fetchPicture(address, signal).catch(() => null));
      if (!brought) return;
      if (!brought.ok) return fail(id, { code: "not_fetched", host: new URL(address).host, failure: brought.error });
      const { value: original } = brought;
      store.set((state) => withTile(state, id, ({ name }) => ({ id, name, original, previewUrl: null, way: unchosen, instead: null, state: "preparing", step: "waiting", percent: 0 })));
      return begin(id, unchosen);
    },
    stopAll(): void {
      for (const id of [...underWay.keys()]) stop(id);
    },
  };
}
