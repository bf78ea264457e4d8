import { withFailure, withMovedTile, withoutTile, withStored, withTile, withTiles, type ComposerState } from "@/components/composer/composer-state";
import { withDeadline } from "@/components/ui/with-deadline";
import { confirmStored } from "@/components/references/confirm-stored";
import { inspectFile } from "@/components/references/inspect-file";
import { failureText } from "@/components/references/problem-text";
import { newTileId, numberOf, promoteWaiting, type Tile, type TileFailure } from "@/components/references/tile";
import { uploadRun, type UploadEnd, type UploadRun } from "@/components/references/upload-run";
import { announce } from "@/components/ui/announcer";
import { showToast } from "@/components/ui/toast-queue";
import { createStore, type Store } from "@/components/ui/store";
import { limits } from "@/lib/limits";
import type { ComposerModel } from "@/lib/models/composer-model";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import type { Result } from "@/lib/result";

type Ports = {
  store: Store<ComposerState>;
  model: ComposerModel;
  sessionId: string;
  confirm: (tileId: string) => Promise<Result<Reference, ReferenceRefusal>>;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const forgetPreview = (tile: Tile | undefined): void => {
  if (tile && "previewUrl" in tile && tile.previewUrl) URL.revokeObjectURL(tile.previewUrl);
};

/** Files on their way to being references: looked at, sent three at a time, confirmed by our own server. */
export function createUploads({ store, model, sessionId, confirm }: Ports) {
  const runs = createStore<readonly UploadRun[]>([]);
  const tileOf = (id: string) => store.get().tiles.find((tile) => tile.id === id);
  const endRun = (id: string) => runs.set((all) => all.filter(({ input }) => input.tileId !== id));

  function fail(id: string, failure: TileFailure): void {
    const tile = tileOf(id);
    if (!tile) return;
    store.set((state) => withFailure(state, id, failure));
    announce(`${tile.name}: ${failureText(failure)}`);
  }

  function startRun(tile: Extract<Tile, { state: "uploading" }>): void {
    const run = uploadRun(tile.file, { sessionId, tileId: tile.id, name: tile.name }, {
      progressed: (percent) => store.set((state) => withTile(state, tile.id, (now) => (now.state === "uploading" ? { ...now, percent } : now))),
      ended: (end) => void ended(tile.id, end),
    });
    runs.set((all) => [...all, run]);
  }

  function pump(): void {
    const { tiles } = store.get();
    const promoted = promoteWaiting(tiles, limits.parallelUploads);
    store.set((state) => withTiles(state, promoted));
    promoted.forEach((tile, at) => {
      if (tile.state === "uploading" && tiles[at]?.state === "waiting") startRun(tile);
    });
  }

  const toState = (id: string, to: "waiting" | "confirming") =>
    store.set((state) => withTile(state, id, (tile) => ("file" in tile ? { id, name: tile.name, file: tile.file, previewUrl: tile.previewUrl, state: to } : tile)));

  async function settle(id: string, tries: number): Promise<Result<Reference, TileFailure>> {
    toState(id, "confirming");
    const answer = await confirmStored(() => withDeadline(confirm(id), limits.actionMs), {
      tries, waitsMs: limits.confirmWaitsMs, wait, isWanted: () => tileOf(id) !== undefined,
    });
    const tile = tileOf(id);
    if (answer.ok && tile) {
      store.set((state) => withStored(state, id, answer.value));
      forgetPreview(tile);
      const number = numberOf(store.get().tiles, id);
      if (number !== null) announce(`${tile.name} is image ${number}`);
      else showToast({ text: `${tile.name} is among the references already.`, actions: [] });
    }
    return answer;
  }

  async function ended(id: string, end: UploadEnd): Promise<void> {
    endRun(id);
    if (end !== "sent") fail(id, { code: end });
    else {
      const answer = await settle(id, limits.confirmTries);
      if (!answer.ok) fail(id, answer.error);
    }
    pump();
  }

  /** False for a file that will be no reference. */
  async function inspect(id: string, file: File): Promise<boolean> {
    const found = await inspectFile(file, model.referenceRules).catch(() => ({ ok: false, problem: { code: "damaged" } }) as const);
    if (!tileOf(id)) return false;
    if (!found.ok) {
      fail(id, { code: "problem", problem: found.problem });
      return false;
    }
    /** The name is the tile's id, which keeps the upload's key the same on a second try. */
    const renamed = new File([file], id, { type: found.mime, lastModified: file.lastModified });
    const previewUrl = URL.createObjectURL(file);
    store.set((state) => withTile(state, id, ({ name }) => ({ id, name, file: renamed, previewUrl, state: "checking" })));
    return true;
  }

  return {
    runs,
    /** Each has its tile at once; the answer is the ids of those that can be sent. */
    async look(files: readonly File[]): Promise<string[]> {
      const begun = files.map((file) => ({ id: newTileId(), file }));
      const tiles = begun.map(({ id, file }): Tile => ({
        id, name: file.name.slice(0, limits.fileNameChars) || "picture", file, previewUrl: null, state: "checking",
      }));
      store.set((state) => withTiles(state, [...withoutOldFailures(state.tiles), ...tiles]));
      const good = await Promise.all(begun.map(({ id, file }) => inspect(id, file)));
      return begun.filter((_, at) => good[at]).map(({ id }) => id);
    },
    send(ids: readonly string[]): void {
      for (const id of ids) toState(id, "waiting");
      pump();
    },
    /** What was cut off may have arrived all the same: asked first, then sent again from where it broke off. */
    async retry(id: string): Promise<void> {
      const answer = await settle(id, 1);
      if (answer.ok || !tileOf(id)) return;
      if (answer.error.code === "problem") return fail(id, answer.error);
      toState(id, "waiting");
      pump();
    },
    /** Cancels what is under way. */
    remove(id: string): void {
      runs.get().find(({ input }) => input.tileId === id)?.abort();
      endRun(id);
      forgetPreview(tileOf(id));
      store.set((state) => withoutTile(state, id));
      pump();
    },
    move: (id: string, by: -1 | 1): void => store.set((state) => withMovedTile(state, id, by)),
  };
}

function withoutOldFailures(tiles: readonly Tile[]): readonly Tile[] {
  const failed = tiles.filter(({ state }) => state === "failed");
  const old = new Set(failed.slice(0, Math.max(0, failed.length - limits.failedTiles)));
  return tiles.filter((tile) => !old.has(tile));
}
