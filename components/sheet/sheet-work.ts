import { placedCount } from "@/components/references/tile";
import { translatorNow } from "@/components/language/translator-now";
import { createAskAgain } from "@/components/sheet/ask-again";
import { createDeletions } from "@/components/sheet/deletions";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { withMarks, withoutMarks } from "@/components/sheet/pending-changes";
import { saveFrames } from "@/components/sheet/save-frames";
import { inTime, nameOf, say, type WorkPorts } from "@/components/sheet/work-ports";
import { announce } from "@/components/ui/announcer";
import { watched } from "@/components/version/new-version";
import * as actions from "@/lib/generations/actions";
import { sheetKeys } from "@/lib/generations/queries";
import { putGenerations } from "@/lib/generations/sheet-puts";
import type { SheetData } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";

export type SheetWork = ReturnType<typeof createSheetWork>;

/** What is done with frames and takes, as far as the server is asked or something is to be said of it. */
export function createSheetWork(ports: WorkPorts) {
  const { sessionId, desk, queryClient, composer } = ports;
  const { remove, removeTake, undo } = createDeletions(ports);
  const { again, makeMissing } = createAskAgain(ports);

  /** Shown at once, and taken back where it did not come to be. */
  async function mark(frames: readonly SheetFrame[], marked: boolean): Promise<void> {
    const outputIds = frames.map(({ output }) => output.id).slice(0, limits.framesAtOnce);
    if (outputIds.length === 0) return;
    desk.pending.set((pending) => withMarks(pending, outputIds, marked));
    announce(markedText(frames, marked));
    try {
      const answer = await inTime(watched(actions.markOutputs)({ outputIds, marked }));
      if (answer.ok) putGenerations(queryClient, sessionId, answer.value);
      else say(translatorNow()("sheet.notThere"));
    } catch {
      say(translatorNow()(marked ? "sheet.mark.unanswered" : "sheet.unmark.unanswered"));
    }
    desk.pending.set((pending) => withoutMarks(pending, outputIds, marked));
  }

  async function cancelQueued(): Promise<void> {
    const t = translatorNow();
    try {
      const answer = await inTime(watched(actions.cancelQueued)({ sessionId }));
      if (!answer.ok) return say(t("sheet.notThere"));
      putGenerations(queryClient, sessionId, answer.value);
      announce(t("sheet.cancelAll.asked", { count: answer.value.length }));
    } catch {
      say(t("sheet.cancelAll.unanswered"));
    }
  }

  return {
    remove,
    removeTake,
    undo,
    again,
    makeMissing,
    mark: (frames: readonly SheetFrame[], marked: boolean): void => void mark(frames, marked),
    cancelQueued: (): void => void cancelQueued(),
    save: (frames: readonly SheetFrame[]): void => void saveFrames({ sessionId, title: queryClient.getQueryData<SheetData>(sheetKeys.of(sessionId))?.title ?? "" }, frames),
    tellMostCompared: (most: number): void => say(translatorNow()("sheet.compare.most", { most })),
    editAll(frames: readonly SheetFrame[]): void {
      const { tiles } = composer.store.get();
      const room = composer.model.maxReferences - placedCount(tiles);
      const chosen = frames.filter(({ output }) => output.media === "image").map(({ output }) => ({ kind: "frame" as const, outputId: output.id }));
      if (chosen.length <= room) composer.withAdditions((all) => all.addFromShelf(chosen));
      else say(translatorNow()("sheet.editAll.room", { most: composer.model.maxReferences, room: Math.max(0, room) }));
    },
    copy(text: string, what: "prompt" | "request"): void {
      const t = translatorNow();
      const told = (key: "sheet.copied.prompt" | "sheet.copied.request" | "sheet.copyRefused") => () => say(t(key));
      if (!("clipboard" in navigator)) return told("sheet.copyRefused")();
      void navigator.clipboard.writeText(text).then(told(`sheet.copied.${what}`), told("sheet.copyRefused"));
    },
  };
}

function markedText(frames: readonly SheetFrame[], marked: boolean): string {
  const t = translatorNow();
  const [only] = frames;
  if (frames.length > 1 || !only) return t(marked ? "sheet.mark.saidMany" : "sheet.unmark.saidMany", { count: frames.length });
  return t(marked ? "sheet.mark.said" : "sheet.unmark.said", { frame: nameOf(only) });
}
