import { translatorNow } from "@/components/language/translator-now";
import { frameElementId, nameOf, takeElementId, type SheetFrame } from "@/components/sheet/frame-acts";
import { giveFocusBack } from "@/components/sheet/focus-back";
import { inParts } from "@/components/sheet/in-parts";
import { withBack, withGone, withoutBack, withoutGone, type Back } from "@/components/sheet/pending-changes";
import { inTime, oncePutIsDrawn, readAgain, say, type WorkPorts } from "@/components/sheet/work-ports";
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
  /** As they are shown from the moment of the undo on. */
  backs: readonly Back[];
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

  /** Hidden at once; for ten seconds a toast and Ctrl+Z bring it back, at once too. */
  function begin({ ids, backs, backAt, text, ask, restore }: Deletion): void {
    desk.pending.set((pending) => withGone(pending, ids));
    const asked = outcomeOf(ask());
    const until = Date.now() + limits.undoMs;
    let isUndone = false;
    let endToast = (): void => undefined;
    const offer = (words: string) => {
      endToast();
      const over = new Promise<void>((resolve) => {
        endToast = resolve;
      });
      showToast({ text: words, actions: [{ label: translatorNow()("sheet.undo"), run: undo }], showMs: until - Date.now(), until: over });
    };
    const undo = () => {
      isUndone = true;
      forget();
      desk.pending.set((pending) => withBack(pending, backs));
      requestAnimationFrame(() => giveFocusBack(backAt));
      void bringBack();
    };
    const forget = () => {
      clearTimeout(late);
      const at = undoable.indexOf(undo);
      if (at >= 0) undoable.splice(at, 1);
      endToast();
    };
    const late = setTimeout(forget, limits.undoMs);
    const bringBack = async () => {
      // Not before the deletion itself is answered: the server takes them in turn, whatever the network does.
      const restored = (await asked) === "refused" ? null : await outcomeOf(restore());
      await oncePutIsDrawn();
      desk.pending.set((pending) => withoutBack(pending, backs));
      if (restored === null) return;
      const t = translatorNow();
      if (restored === "unknown") readAgain({ sessionId, queryClient });
      if (restored !== "done") return say(t(restored === "refused" ? "sheet.undo.late" : "sheet.undo.unanswered"));
      announce(t("sheet.undo.done"));
    };
    undoable.push(undo);
    undoable.splice(0, undoable.length - MOST_UNDOABLE);
    offer(text);
    void asked.then((outcome) => {
      if (outcome === "done") return;
      desk.pending.set((pending) => withoutGone(pending, ids));
      readAgain({ sessionId, queryClient });
      const t = translatorNow();
      if (outcome === "refused") {
        forget();
        return say(t("sheet.notThere"));
      }
      // It may have been done and only its answer lost: the way back stays, for as long as ever. Who has gone it hears of that.
      if (!isUndone && Date.now() < until) offer(t("sheet.delete.unanswered"));
      else if (!isUndone) say(t("sheet.delete.unanswered"));
    });
  }

  return {
    remove(frames: readonly SheetFrame[]): void {
      const [first] = frames;
      const ids = frames.map(({ output }) => output.id);
      if (!first) return;
      const put = (changed: readonly Generation[]) => putGenerations(queryClient, sessionId, changed);
      begin({
        ids,
        backs: frames.map((frame) => ({ kind: "frame", frame })),
        backAt: frameElementId(first.output.id),
        text: framesText(translatorNow(), first, frames),
        ask: () => inParts(ids, { act: (outputIds) => inTime(watched(deleteOutputs)({ outputIds })), put }),
        restore: () => inParts(ids, { act: (outputIds) => inTime(watched(restoreOutputs)({ outputIds })), put }),
      });
    },
    removeTake(generation: Generation): void {
      const { id } = generation;
      begin({
        ids: [id],
        backs: [{ kind: "take", generation }],
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

/** Who chose everything may have keepers among it: that is said while they can be had back. */
function framesText(t: Translator, first: SheetFrame, frames: readonly SheetFrame[]): string {
  const marked = frames.filter(({ output }) => output.markedAt !== null).length;
  if (frames.length === 1) return t("sheet.delete.frame", { frame: nameOf(first) });
  return marked > 0 ? t("sheet.delete.framesMarked", { count: frames.length, marked }) : t("sheet.delete.frames", { count: frames.length });
}

/** A take that is still open goes on unseen, and is paid for: that is said before it can no longer be taken back. */
function takeText(t: Translator, generation: Generation): string {
  const { take, engine, amountMicroUsd } = generation;
  if (isSettled(generation)) return t("sheet.delete.take", { take });
  if (engine === "demo") return t("sheet.delete.takeOpenFree", { take });
  const price = formatUsd(amountMicroUsd);
  return isCancellable(generation) ? t("sheet.delete.takeQueued", { take, price }) : t("sheet.delete.takeOpen", { take, price });
}
