import { withFailure, withKept, withStored } from "@/components/composer/coming-in";
import { withoutTile, withTile, withTiles, type ComposerState } from "@/components/composer/composer-state";
import { lossText } from "@/components/composer/loss-text";
import { createOriginals, stoodAs, type Original } from "@/components/composer/originals";
import { createPreparing } from "@/components/composer/preparing";
import { translatorNow } from "@/components/language/translator-now";
import { withDeadline } from "@/components/ui/with-deadline";
import { changeMark, markText } from "@/components/references/change-mark";
import { confirmStored } from "@/components/references/confirm-stored";
import type { PrepareFile } from "@/components/references/prepare-on-demand";
import { failureText } from "@/components/references/problem-text";
import { forgetPreview, fromFile, newTileId, promoteWaiting } from "@/components/references/file-tile";
import { numberOf, type Tile, type TileFailure } from "@/components/references/tile";
import { uploadRun, type UploadEnd, type UploadRun } from "@/components/references/upload-run";
import { announce } from "@/components/ui/announcer";
import { showToast } from "@/components/ui/toast-queue";
import type { Store } from "@/components/ui/store";
import { limits } from "@/lib/limits";
import type { ComposerModel } from "@/lib/models/composer-model";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import { nameOfAddress } from "@/lib/references/fetched-picture";
import { unchosen, type Way } from "@/lib/references/way";
import type { Result } from "@/lib/result";

export type UploadPorts = {
  store: Store<ComposerState>;
  model: ComposerModel;
  sessionId: string;
  prepare: PrepareFile;
  /** What the page's uploading components are to send. */
  runs: Store<readonly UploadRun[]>;
  confirm: (uploadId: string) => Promise<Result<Reference, ReferenceRefusal>>;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const nameOf = (file: File): string => file.name.slice(0, limits.fileNameChars) || translatorNow()("composer.picture");
const preparingTile = (id: string, file: File, instead: Reference | null): Tile => ({
  id, name: nameOf(file), original: file, previewUrl: null, way: unchosen, instead, state: "preparing", step: "waiting", percent: 0,
});

/** Files on their way to being references: made fit, sent three at a time, confirmed by our own server. */
export function createUploads({ store, model, sessionId, prepare, runs, confirm }: UploadPorts) {
  /** How often each was cut off. */
  const cuts = new WeakMap<File, number>();
  const tileOf = (id: string) => store.get().tiles.find((tile) => tile.id === id);
  const preparing = createPreparing({ store, rules: model.referenceRules, prepare, fail });
  const originals = createOriginals();

  /** @returns what is to be said of a click that waited for what did not come of this; null where none did. */
  function change(to: (state: ComposerState) => ComposerState): string | null {
    const { submit: before } = store.get();
    store.set(to);
    const { submit } = store.get();
    return submit !== before && submit.state === "withdrawn" && submit.why.lost === "unchanged" ? lossText(translatorNow(), submit.why) : null;
  }

  function fail(id: string, failure: TileFailure): void {
    const tile = tileOf(id);
    if (!tile) return;
    const t = translatorNow();
    const what = t("composer.add.failed", { name: tile.name, why: failureText(t, failure) });
    const stays = "instead" in tile && tile.instead !== null;
    if (stays) forgetPreview(tile);
    const withdrawn = change((state) => withFailure(state, id, failure));
    const text = stays ? t("composer.add.stays", { what }) : what;
    if (stays) showToast({ text, actions: [] });
    if (withdrawn || !stays) announce(withdrawn ? `${text} ${withdrawn}` : text);
  }

  function endRun(id: string): void {
    runs.set((all) => all.filter(({ tileId }) => tileId !== id));
  }

  function startRun(tile: Extract<Tile, { state: "uploading" }>): void {
    const { file, source } = tile.fixed;
    const before = tile.instead && originals.of(tile.id, tile.instead)?.file === tile.original ? { otherWayOf: tile.instead.id } : {};
    const run = uploadRun(tile.id, file, { sessionId, tileId: file.name, name: tile.name, source, ...before }, {
      progressed: (percent) => store.set((state) => withTile(state, tile.id, (now) => (now.state === "uploading" ? { ...now, percent } : now))),
      ended: (end) => void ended(tile.id, file, end),
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
    store.set((state) => withTile(state, id, (tile) => ("fixed" in tile && tile.fixed ? { ...fromFile(tile), fixed: tile.fixed, state: to } : tile)));

  /** Not any more where the tile was taken away, or has another file. */
  function isSending(id: string, file: File): boolean {
    const tile = tileOf(id);
    return tile !== undefined && "fixed" in tile && tile.fixed?.file === file;
  }

  /** False where it is among the references already, and needs no second tile. */
  function became(id: string, name: string, reference: Reference): boolean {
    store.set((state) => withStored(state, id, reference));
    const number = numberOf(store.get().tiles, id);
    const mark = changeMark(reference);
    const t = translatorNow();
    if (number !== null) announce([t("composer.add.became", { name, number }), mark && markText(t, mark)].filter(Boolean).join(", "));
    else {
      originals.forget(id);
      showToast({ text: t("composer.add.already", { name }), actions: [] });
    }
    return number !== null;
  }

  async function settle(id: string, file: File, tries: number): Promise<Result<Reference, TileFailure>> {
    const isWanted = () => isSending(id, file);
    toState(id, "confirming");
    const answer = await confirmStored(() => withDeadline(confirm(file.name), limits.actionMs), { tries, waitsMs: limits.confirmWaitsMs, wait, isWanted });
    const tile = tileOf(id);
    if (answer.ok && tile && "fixed" in tile && tile.fixed && isWanted()) {
      forgetPreview(tile);
      if (became(id, tile.name, answer.value)) originals.keep(id, tile.original, stoodAs(tile.way, answer.value, tile.fixed));
    }
    return answer;
  }

  /** What was cut off may have arrived all the same: asked first, then sent again from where it broke off. */
  async function resend(id: string, file: File): Promise<void> {
    const answer = await settle(id, file, 1);
    if (!answer.ok && isSending(id, file)) {
      if (answer.error.code === "problem") fail(id, answer.error);
      else toState(id, "waiting");
    }
    // However it ended: its place is free, or it waits for one itself.
    pump();
  }

  /** False where it was cut off too often. */
  function resendsLater(id: string, file: File): boolean {
    const nth = cuts.get(file) ?? 0;
    const waitMs = limits.uploadRetryMs[nth];
    if (waitMs === undefined) return !cuts.delete(file);
    cuts.set(file, nth + 1);
    toState(id, "confirming");
    void wait(waitMs).then(() => (isSending(id, file) ? resend(id, file) : undefined));
    return true;
  }

  async function ended(id: string, file: File, end: UploadEnd): Promise<void> {
    endRun(id);
    if (end === "cut_off" && resendsLater(id, file)) return;
    if (end !== "sent") fail(id, { code: end });
    else {
      const answer = await settle(id, file, limits.confirmTries);
      if (!answer.ok && isSending(id, file)) fail(id, answer.error);
    }
    pump();
  }

  function stopAll(id: string): void {
    preparing.stop(id);
    runs.get().find(({ tileId }) => tileId === id)?.abort();
    endRun(id);
    forgetPreviewOf(id);
  }
  const forgetPreviewOf = (id: string): void => {
    const tile = tileOf(id);
    if (tile) forgetPreview(tile);
  };

  return {
    originalOf(id: string): Original | null {
      const tile = tileOf(id);
      return tile?.state === "stored" ? originals.of(id, tile.reference) : null;
    },
    keepOriginal: originals.keep,
    stoodBefore: originals.before,
    forgetEarlier: originals.forgetEarlier,
    /** What stood before is stored already: nothing is made or sent again. */
    undoWay(id: string): void {
      const before = originals.undo(id);
      if (before) became(id, before.reference.name, before.reference);
    },
    prepare: preparing.begin,
    refetch: preparing.fetch,
    /** Its tile is there at once, and takes a number as a file's does. */
    fetch(address: string): Promise<void> {
      const id = newTileId();
      const tile: Tile = { id, name: nameOfAddress(address), state: "fetching", address };
      store.set((state) => withTiles(state, [...withoutOldFailures(state.tiles), tile]));
      announce(translatorNow()("composer.add.fetching", { name: tile.name, host: new URL(address).host }));
      return preparing.fetch(id, address);
    },
    /** Each has its tile at once, and is told of when it is known what becomes of it. */
    async look(files: readonly File[], told: (id: string) => void): Promise<void> {
      const tiles = files.map((file) => preparingTile(newTileId(), file, null));
      store.set((state) => withTiles(state, [...withoutOldFailures(state.tiles), ...tiles]));
      await Promise.all(tiles.map(({ id }) => preparing.begin(id, unchosen).then(() => told(id))));
    },
    send(ids: readonly string[]): void {
      for (const id of ids) toState(id, "waiting");
      pump();
    },
    resend: (id: string, file: File): void => void resend(id, file),
    /** Another file, or the same made fit another way, in this tile's place. */
    exchange(id: string, file: File, way: Way): Promise<void> {
      const tile = tileOf(id);
      if (tile?.state !== "stored" && !(tile && "original" in tile)) return Promise.resolve();
      const instead = tile.state === "stored" ? tile.reference : tile.instead;
      stopAll(id);
      store.set((state) => withTile(state, id, () => preparingTile(id, file, instead)));
      pump();
      return preparing.begin(id, way);
    },
    /** Cancels what is under way; what it was to take the place of stays. */
    remove(id: string): void {
      stopAll(id);
      const tile = tileOf(id);
      const instead = tile && "instead" in tile ? tile.instead : null;
      /** What is stored may be put back, and is then as changeable as before. */
      if (!instead && tile?.state !== "stored") originals.forget(id);
      const withdrawn = change((state) => (instead ? withKept(state, id) : withoutTile(state, id)));
      if (withdrawn) announce(withdrawn);
      pump();
    },
    /** Nobody sees what becomes of them: what is under way is let go. */
    stop(): void {
      preparing.stopAll();
      for (const run of runs.get()) run.abort();
      runs.set(() => []);
    },
  };
}

function withoutOldFailures(tiles: readonly Tile[]): readonly Tile[] {
  const failed = tiles.filter(({ state }) => state === "failed");
  const old = new Set(failed.slice(0, Math.max(0, failed.length - limits.failedTiles)));
  return tiles.filter((tile) => !old.has(tile));
}
