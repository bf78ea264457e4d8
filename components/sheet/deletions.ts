import { translatorNow } from "@/components/language/translator-now";
import { frameElementId, takeElementId, type SheetFrame } from "@/components/sheet/frame-acts";
import { isFocusLost } from "@/components/sheet/kept-stop";
import { withGone, withoutGone } from "@/components/sheet/pending-changes";
import { whenDrawn } from "@/components/sheet/wanted-element";
import { inTime, nameOf, say, type WorkPorts } from "@/components/sheet/work-ports";
import { announce } from "@/components/ui/announcer";
import { showToast } from "@/components/ui/toast-queue";
import { watched } from "@/components/version/new-version";
import { formatUsd } from "@/lib/budget/money";
import * as actions from "@/lib/generations/actions";
import { isCancellable, isSettled, type Generation } from "@/lib/generations/generation";
import { putGenerations, takeOut } from "@/lib/generations/sheet-puts";
import { limits } from "@/lib/limits";
import type { Translator } from "@/lib/messages/translator";

type Answer = { ok: true } | { ok: false };
type Deletion = {
  ids: readonly string[];
  /** What has the focus when it is back. */
  backAt: string;
  text: string;
  ask: () => Promise<Answer>;
  restore: () => Promise<Answer>;
};

/** Deletions that can still be undone. More than a few in ten seconds nobody means to take back one by one. */
const MOST_UNDOABLE = 20;

export function createDeletions({ sessionId, desk, queryClient }: WorkPorts) {
  const undoable: (() => void)[] = [];

  /** Hidden at once; for ten seconds a toast and Ctrl+Z bring it back. */
  function begin({ ids, backAt, text, ask, restore }: Deletion): void {
    desk.pending.set((pending) => withGone(pending, ids));
    const asked = inTime(ask()).catch(() => ({ ok: false as const }));
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const undo = () => {
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
      const deleted = await asked;
      if (!deleted.ok) return;
      const t = translatorNow();
      const answer = await inTime(restore()).catch(() => null);
      if (!answer?.ok) return say(t(answer ? "sheet.undo.late" : "sheet.undo.unanswered"));
      desk.pending.set((pending) => withoutGone(pending, ids));
      announce(t("sheet.undo.done"));
      requestAnimationFrame(() => giveFocus(backAt));
    };
    undoable.push(undo);
    undoable.splice(0, undoable.length - MOST_UNDOABLE);
    const t = translatorNow();
    showToast({ text, actions: [{ label: t("sheet.undo"), run: undo }], showMs: limits.undoMs, until: over });
    void asked.then((answer) => {
      if (answer.ok) return;
      forget();
      desk.pending.set((pending) => withoutGone(pending, ids));
      say(translatorNow()("sheet.delete.unanswered"));
    });
  }

  return {
    remove(frames: readonly SheetFrame[]): void {
      const [first] = frames;
      const ids = frames.map(({ output }) => output.id).slice(0, limits.framesAtOnce);
      if (!first) return;
      const put = async (answer: ReturnType<typeof actions.deleteOutputs>): Promise<Answer> => {
        const changed = await answer;
        if (changed.ok) putGenerations(queryClient, sessionId, changed.value);
        return changed;
      };
      const t = translatorNow();
      begin({
        ids,
        backAt: frameElementId(first.output.id),
        text: frames.length === 1 ? t("sheet.delete.frame", { frame: nameOf(first) }) : t("sheet.delete.frames", { count: ids.length }),
        ask: () => put(watched(actions.deleteOutputs)({ outputIds: ids })),
        restore: () => put(watched(actions.restoreOutputs)({ outputIds: ids })),
      });
    },
    removeTake(generation: Generation): void {
      const { id } = generation;
      begin({
        ids: [id],
        backAt: takeElementId(id),
        text: takeText(translatorNow(), generation),
        ask: async () => {
          const gone = await watched(actions.deleteGeneration)({ generationId: id });
          if (gone.ok) takeOut(queryClient, sessionId, gone.value);
          return gone;
        },
        restore: async () => {
          const back = await watched(actions.restoreGeneration)({ generationId: id });
          if (back.ok) putGenerations(queryClient, sessionId, [back.value]);
          return back;
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

/** Only where nothing else has it: who went on elsewhere stays there. */
function giveFocus(elementId: string): void {
  const isInToast = document.activeElement?.closest("[role=region]") !== null;
  if (isFocusLost() || isInToast) whenDrawn(elementId, (element) => element.focus());
}
