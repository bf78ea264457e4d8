import { countPushedDown, roomForFiles, withChosenCount, type ComposerState } from "@/components/composer/composer-state";
import type { createUploads } from "@/components/composer/composer-uploads";
import { placedCount } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import type { Store } from "@/components/ui/store";
import { limits } from "@/lib/limits";
import type { ComposerModel } from "@/lib/models/composer-model";

type Ports = { store: Store<ComposerState>; model: ComposerModel; uploads: Pick<ReturnType<typeof createUploads>, "look" | "send" | "remove"> };

/** Files are looked at before anything is asked about them: what is refused takes no room. */
export function createFileAdditions({ store, model, uploads }: Ports) {
  /** Looked at, good, and not sent before it is known that the number of images may go down for them. */
  let held: readonly string[] = [];
  let looking = 0;

  function release(): void {
    const ids = held;
    held = [];
    uploads.send(ids);
  }

  function decide(): void {
    const { tiles, question } = store.get();
    const isAboutElse = question !== null && !(question.kind === "count_down" && question.addition.kind === "files");
    held = held.filter((id) => tiles.some((tile) => tile.id === id));
    if (looking > 0 || held.length === 0 || isAboutElse) return;
    const asked = countPushedDown(model, store.get(), placedCount(tiles), { kind: "files" });
    if (asked) store.set((state) => ({ ...state, question: asked }));
    else release();
  }

  function turnAway(files: readonly File[]): void {
    store.set((state) => ({ ...state, turnedAway: files.map(({ name }) => name) }));
    if (files.length > 0) announce(`${files.length} not added: the model takes ${model.maxReferences} references`);
  }

  return {
    /** Those that are refused make room for those behind them. */
    async add(files: readonly File[]): Promise<void> {
      looking += 1;
      turnAway([]);
      let rest = files.slice(0, limits.filesPerDrop);
      for (;;) {
        const { admitted, beyond } = roomForFiles(model, store.get().tiles, rest);
        if (admitted.length === 0) break;
        rest = beyond;
        held = [...held, ...(await uploads.look(admitted))];
      }
      looking -= 1;
      turnAway([...rest, ...files.slice(limits.filesPerDrop)]);
      decide();
    },
    /** Whenever a question was answered: this one may have waited behind it. */
    decide,
    accept(room: number): void {
      store.set((state) => withChosenCount(state, room));
      release();
    },
    drop(): void {
      for (const id of held) uploads.remove(id);
      held = [];
    },
  };
}
