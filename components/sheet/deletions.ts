import { translatorNow } from "@/components/language/translator-now";
import { frameElementId, takeElementId, type SheetFrame } from "@/components/sheet/frame-acts";
import { giveFocusBack } from "@/components/sheet/focus-back";
import { inParts } from "@/components/sheet/in-parts";
import { withGone, withoutGone } from "@/components/sheet/pending-changes";
import { inTime, nameOf, readAgain, say, type WorkPorts } from "@/components/sheet/work-ports";
import { announce } from "@/components/ui/announcer";
import { showToast } from "@/components/ui/toast-queue";
import { watched } from "@/components/version/new-version";
import { formatUsd } from "@/lib/budget/money";
import type * as generationActions from "@/lib/generations/actions";
import { isCancellable, isSettled, type Generation } from "@/lib/generations/generation";
import { putGenerations, takeOut } from "@/lib/generations/sheet-puts";
import { limits } from "@/lib/limits";
import type { Translator } from "@/lib/messages/translator";

/** Whether it came to be: a promise that rejects leaves it open. */
type Outcome = "done" | "refused" | "unknown";
type Deletion = {
  ids: readonly string[];
  /** What has the focus when it is back. */
  backAt: string;
  text: string;
  /** False where the server knows nothing of it. */
  ask: () => Promise<boolean>;
  /** Once more, or of what is there, is well too. */
  restore: () => Promise<boolean>;
};
type Ports = Pick<WorkPorts, "sessionId" | "desk" | "queryClient">;
type Actions = Pick<typeof generationActions, "deleteOutputs" | "restoreOutputs" | "deleteGeneration" | "restoreGeneration">;

/** Deletions that can still be undone. More than a few in ten seconds nobody means to take back one by one. */
const MOST_UNDOABLE = 20;

const outcomeOf = (answer: Promise<boolean>): Promise<Outcome> => answer.then((isDone) => (isDone ? "done" : "refused"), () => "unknown");

export function createDeletions({ sessionId, desk, queryClient }: Ports, { deleteOutputs, restoreOutputs, deleteGeneration, restoreGeneration }: Actions) {
  const undoable: (() => void)[] = [];

  /** Hidden at once; for ten seconds a toast and Ctrl+Z bring it back. */
  function begin({ ids, backAt, text, ask, restore }: Deletion): void {
    desk.pending.set((pending) => withGone(pending, ids));
    const show = () => desk.pending.set((pending) => withoutGone(pending, ids));
    const asked = outcomeOf(ask());
    let isUndone = false;
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const undo = () => {
      isUndone = true;
      forget();
      void bringBack();
    };
    const forget = () => {
      clearTimeout(late);
      const at = undoable.indexOf(undo);
      if (at >= 0) undoable.splice(at, 1);
      end();
    };
    const late = setTimeout(forget, limits.undoMs);
    const bringBack = async () => {
      // Not before the deletion itself is answered: the server takes them in turn, whatever the network does.
      if ((await asked) === "refused") return;
      const restored = await outcomeOf(restore());
      const t = translatorNow();
      show();
      if (restored === "unknown") readAgain({ sessionId, queryClient });
      if (restored !== "done") return say(t(restored === "refused" ? "sheet.undo.late" : "sheet.undo.unanswered"));
      announce(t("sheet.undo.done"));
      requestAnimationFrame(() => giveFocusBack(backAt));
    };
    undoable.push(undo);
    undoable.splice(0, undoable.length - MOST_UNDOABLE);
    const t = translatorNow();
    showToast({ text, actions: [{ label: t("sheet.undo"), run: undo }], showMs: limits.undoMs, until: over });
    void asked.then((outcome) => {
      if (outcome === "done") return;
      show();
      readAgain({ sessionId, queryClient });
      if (outcome === "refused") forget();
      // It may have been done and only its answer lost: the way back stays, and who has gone it hears of that.
      if (outcome === "refused" || !isUndone) say(translatorNow()(outcome === "refused" ? "sheet.notThere" : "sheet.delete.unanswered"));
    });
  }

  return {
    remove(frames: readonly SheetFrame[]): void {
      const [first] = frames;
      const ids = frames.map(({ output }) => output.id);
      if (!first) return;
      const put = (changed: readonly Generation[]) => putGenerations(queryClient, sessionId, changed);
      const t = translatorNow();
      begin({
        ids,
        backAt: frameElementId(first.output.id),
        text: frames.length === 1 ? t("sheet.delete.frame", { frame: nameOf(first) }) : t("sheet.delete.frames", { count: ids.length }),
        ask: () => inParts(ids, { act: (outputIds) => inTime(watched(deleteOutputs)({ outputIds })), put }),
        restore: () => inParts(ids, { act: (outputIds) => inTime(watched(restoreOutputs)({ outputIds })), put }),
      });
    },
    removeTake(generation: Generation): void {
      const { id } = generation;
      begin({
        ids: [id],
        backAt: takeElementId(id),
        text: takeText(translatorNow(), generation),
        ask: async () => {
          const gone = await inTime(watched(deleteGeneration)({ generationId: id }));
          if (gone.ok) takeOut(queryClient, sessionId, gone.value);
          return gone.ok;
        },
        restore: async () => {
          const back = await inTime(watched(restoreGeneration)({ generationId: id }));
          if (back.ok) putGenerations(queryClient, sessionId, [back.value]);
          return back.ok;
        },
      });
    },
    /** @returns whether there was one to bring back. */
    undo(): boolean {
      const last = undoable.at(-1);
      last?.();
      return last !== undefined;
    },
  };
}

/** A take that is still open goes on unseen, and is paid for: that is said before it can no longer be taken back. */
function takeText(t: Translator, generation: Generation): string {
  const { take, engine, amountMicroUsd } = generation;
  if (isSettled(generation)) return t("sheet.delete.take", { take });
  if (engine === "demo") return t("sheet.delete.takeOpenFree", { take });
  const price = formatUsd(amountMicroUsd);
  return isCancellable(generation) ? t("sheet.delete.takeQueued", { take, price }) : t("sheet.delete.takeOpen", { take, price });
}
