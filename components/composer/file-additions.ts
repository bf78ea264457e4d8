import { countPushedDown, roomForFiles } from "@/components/composer/coming-in";
import { withChosenCount, withTile, withTiles, type ComposerState } from "@/components/composer/composer-state";
import type { createUploads } from "@/components/composer/composer-uploads";
import { isHeld, isStale } from "@/components/composer/stale-question";
import { translatorNow } from "@/components/language/translator-now";
import { fitAlong, isWide } from "@/components/references/fit-text";
import { placedCount, type Tile } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import type { Store } from "@/components/ui/store";
import { limits } from "@/lib/limits";
import type { ComposerModel } from "@/lib/models/composer-model";
import type { Size } from "@/lib/references/fit-size";
import { nameOfAddress } from "@/lib/references/fetched-picture";
import type { RatioFit } from "@/lib/references/source";
import { unchosen, type Way } from "@/lib/references/way";

type Uploads = Pick<ReturnType<typeof createUploads>, "look" | "fetch" | "refetch" | "send" | "remove" | "prepare" | "exchange" | "resend" | "originalOf">;
type Ports = { store: Store<ComposerState>; model: ComposerModel; uploads: Uploads };

const isWaitingForFit = (tile: Tile): tile is Extract<Tile, { state: "needs_fit" }> => tile.state === "needs_fit";

/** Files are made fit before anything is asked about them: what is refused takes no room. */
export function createFileAdditions({ store, model, uploads }: Ports) {
  /** Drops of whose files it is not known yet which are good. */
  let dropping = 0;
  const ask = (question: ComposerState["question"]) => store.set((state) => ({ ...state, question }));
  const isFull = () => placedCount(store.get().tiles) >= model.maxReferences;
  const heldIds = () => store.get().tiles.filter(isHeld).map(({ id }) => id);

  const tileOf = (id: string) => store.get().tiles.find((tile) => tile.id === id);
  const isFittable = (tile: Tile) => isWaitingForFit(tile) || Boolean(uploads.originalOf(tile.id)?.now.unfitted);

  function askFit(id: string): void {
    const tile = tileOf(id);
    if (!tile || !isFittable(tile)) return;
    if (isWaitingForFit(tile)) store.set((state) => withTile(state, id, () => ({ ...tile, isPutOff: false })));
    ask({ kind: "fit", id });
  }

  /** Whenever something came in or a question was answered: what may go out goes, what has to be asked is, one at a time. */
  function decide(): void {
    if (isStale(store.get(), isFittable)) ask(null);
    const { tiles, question } = store.get();
    const held = heldIds();
    const asked = countPushedDown(model, store.get(), placedCount(tiles), { kind: "files" });
    if (held.length > 0 && !asked) uploads.send(held);
    if (question !== null && !(question.kind === "count_down" && question.addition.kind === "files")) return;
    const unfit = question === null && tiles.find((tile) => isWaitingForFit(tile) && !tile.isPutOff);
    if (unfit) return askFit(unfit.id);
    /** Not before all are known: one that is refused would have taken room for nothing. */
    const isLooking = dropping > 0 || tiles.some(({ state }) => state === "preparing" || state === "fetching");
    if (held.length > 0 && asked && !isLooking) ask(asked);
  }

  function turnAway(names: readonly string[]): void {
    store.set((state) => ({ ...state, turnedAway: names }));
    if (names.length > 0) announce(translatorNow()("composer.add.turnedAway", { number: names.length, most: model.maxReferences }));
  }

  async function exchange(id: string, file: File, way: Way): Promise<void> {
    await uploads.exchange(id, file, way);
    decide();
  }

  function rework(id: string, change: (way: Way) => Way): void {
    const original = uploads.originalOf(id);
    if (original) void exchange(id, original.file, change(original.now.way));
  }

  /** Of the tile that is asked about, and of the others that wait for the same, where the answer is for them too. */
  function fitTiles(id: string, fit: RatioFit, isForAll: boolean): void {
    const { tiles } = store.get();
    const chosen = tiles.filter(isWaitingForFit).filter((tile) => tile.id === id || isForAll);
    const asked = chosen.find((tile) => tile.id === id)?.unfitted ?? uploads.originalOf(id)?.now.unfitted;
    const fitOf = (size: Size) => fitAlong(fit, !asked || isWide(asked) === isWide(size));
    for (const tile of chosen) void uploads.prepare(tile.id, { ...tile.way, fit: fitOf(tile.unfitted) }).then(decide);
    rework(id, (way) => ({ ...way, fit }));
  }

  /** Not before whoever replaces several tiles has replaced them all. */
  store.subscribe(() => {
    if (isStale(store.get(), isFittable)) queueMicrotask(decide);
  });

  return {
    /** Those that are refused make room for those behind them. */
    async add(files: readonly File[]): Promise<void> {
      dropping += 1;
      turnAway([]);
      let rest = files.slice(0, limits.filesPerDrop);
      for (;;) {
        const { admitted, beyond } = roomForFiles(model, store.get().tiles, rest);
        if (admitted.length === 0) break;
        rest = beyond;
        await uploads.look(admitted, decide);
      }
      dropping -= 1;
      turnAway([...rest, ...files.slice(limits.filesPerDrop)].map(({ name }) => name));
      decide();
    },
    async addAddress(address: string): Promise<void> {
      turnAway(isFull() ? [nameOfAddress(address)] : []);
      if (!isFull()) await uploads.fetch(address);
      decide();
    },
    decide,
    accept(room: number): void {
      store.set((state) => withChosenCount(state, room));
      uploads.send(heldIds());
      decide();
    },
    drop(): void {
      for (const id of heldIds()) uploads.remove(id);
      decide();
    },
    askFit,
    answerFit(fit: RatioFit, isForAll: boolean): void {
      const { question } = store.get();
      if (question?.kind !== "fit") return;
      ask(null);
      fitTiles(question.id, fit, isForAll);
      decide();
    },
    /** They wait at their tiles, which say so. */
    putOffFit(): void {
      ask(null);
      store.set((state) => withTiles(state, state.tiles.map((tile) => (isWaitingForFit(tile) ? { ...tile, isPutOff: true } : tile))));
      decide();
    },
    replaceWith: (id: string, file: File): void => void exchange(id, file, unchosen),
    rework,
    exchange: (id: string, file: File, way: Way): void => void exchange(id, file, way),
    /** Again, for one that was taken away on its way and put back. */
    setOut(tile: Tile): void {
      if (tile.state === "fetching") void uploads.refetch(tile.id, tile.address).then(decide);
      if (tile.state === "preparing") void uploads.prepare(tile.id, tile.way).then(decide);
    },
    /** What never came is fetched again, what never was made fit is prepared again, the rest is sent again. */
    retry(id: string): void {
      const tile = tileOf(id);
      if (tile?.state !== "failed") return;
      if (isFull()) return turnAway([tile.name]);
      if ("address" in tile) void uploads.refetch(id, tile.address).then(decide);
      else if (tile.fixed) uploads.resend(id, tile.fixed.file);
      else void uploads.prepare(id, tile.way).then(decide);
    },
  };
}
