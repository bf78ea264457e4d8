import { placedCount } from "@/components/references/tile";
import { beforeDelete } from "@/components/shares/before-delete";
import { translatorNow } from "@/components/language/translator-now";
import { createAskAgain } from "@/components/sheet/ask-again";
import { createDeletions } from "@/components/sheet/deletions";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { createMarking } from "@/components/sheet/marking";
import { saveFrames } from "@/components/sheet/save-frames";
import { inTime, say, type WorkPorts } from "@/components/sheet/work-ports";
import { announce } from "@/components/ui/announcer";
import { watched } from "@/components/version/new-version";
import * as actions from "@/lib/generations/actions";
import type { Generation } from "@/lib/generations/generation";
import { sheetKeys } from "@/lib/generations/queries";
import { putGenerations } from "@/lib/generations/sheet-puts";
import { deliveredOf, type SheetData } from "@/lib/generations/sheet-state";

export type SheetWork = ReturnType<typeof createSheetWork>;

/** What is done with frames and takes, as far as the server is asked or something is to be said of it. */
export function createSheetWork(ports: WorkPorts) {
  const { sessionId, queryClient, composer } = ports;
  const { remove, removeTake, undo } = createDeletions(ports, actions);
  const { again, makeMissing } = createAskAgain(ports);
  const mark = createMarking(ports, actions);

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
    remove: (frames: readonly SheetFrame[], onRemove?: () => void): void => beforeDelete(ports, { kind: "frames", frames }, () => {
      onRemove?.();
      remove(frames);
    }),
    removeTake: (generation: Generation): void => beforeDelete(ports, { kind: "frames", frames: deliveredOf(generation).map((output) => ({ output, generation })) }, () => removeTake(generation)),
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
