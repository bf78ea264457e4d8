import { translatorNow } from "@/components/language/translator-now";
import { nameOf, type SheetFrame } from "@/components/sheet/frame-acts";
import { inParts } from "@/components/sheet/in-parts";
import { withMarks, withoutMarks } from "@/components/sheet/pending-changes";
import { inTime, oncePutIsDrawn, readAgain, say, type WorkPorts } from "@/components/sheet/work-ports";
import { announce } from "@/components/ui/announcer";
import { watched } from "@/components/version/new-version";
import type * as generationActions from "@/lib/generations/actions";
import { putGenerations } from "@/lib/generations/sheet-puts";

type Ports = Pick<WorkPorts, "sessionId" | "desk" | "queryClient">;
type Actions = Pick<typeof generationActions, "markOutputs">;

/** Shown at once, and taken back where it did not come to be. */
export const createMarking = ({ sessionId, desk, queryClient }: Ports, { markOutputs }: Actions) =>
  async (frames: readonly SheetFrame[], marked: boolean): Promise<void> => {
    const ids = frames.map(({ output }) => output.id);
    if (ids.length === 0) return;
    desk.pending.set((pending) => withMarks(pending, ids, marked));
    announce(markedText(frames, marked));
    try {
      const isKnown = await inParts(ids, {
        act: (outputIds) => inTime(watched(markOutputs)({ outputIds, marked })),
        put: (changed) => putGenerations(queryClient, sessionId, changed),
      });
      if (!isKnown) say(translatorNow()("sheet.notThere"));
    } catch {
      say(translatorNow()("sheet.mark.unanswered"));
      readAgain({ sessionId, queryClient });
    }
    await oncePutIsDrawn();
    desk.pending.set((pending) => withoutMarks(pending, ids, marked));
  };

function markedText(frames: readonly SheetFrame[], marked: boolean): string {
  const t = translatorNow();
  const [only] = frames;
  if (frames.length > 1 || !only) return t(marked ? "sheet.mark.saidMany" : "sheet.unmark.saidMany", { count: frames.length });
  return t(marked ? "sheet.mark.said" : "sheet.unmark.said", { frame: nameOf(only) });
}
