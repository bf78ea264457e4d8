import { translatorNow } from "@/components/language/translator-now";
import { showToast, type ToastMessage } from "@/components/ui/toast-queue";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { limits } from "@/lib/limits";
import type * as recordActions from "@/lib/records/actions";
import type { FreeAgeDays } from "@/lib/records/storage-used";

type Actions = Pick<typeof recordActions, "beginFreeing" | "freeUnmarkedFrames" | "restoreFreedFrames">;
type Ports = { actions: Actions; /** What is stored and shown of it. */ readAgain: () => void };

const inTime = <T>(answer: Promise<T>): Promise<T | null> => withDeadline(answer, limits.actionMs).catch(() => null);
const say = (text: string, undo?: () => void): void => {
  const actions: ToastMessage["actions"] = undo ? [{ label: translatorNow()("sessions.undo"), run: undo }] : [];
  showToast({ text, actions, ...(undo && { showMs: limits.undoMs }) });
};

/** Said where it was asked, with the way back for as long as there is one: also where nobody knows whether it came to be. */
export function createFreeing({ actions, readAgain }: Ports): (days: FreeAgeDays) => Promise<void> {
  async function undo(freedAt: number, ended: Promise<void>): Promise<void> {
    await ended;
    const answer = await inTime(watched(actions.restoreFreedFrames)({ freedAt }));
    readAgain();
    const t = translatorNow();
    if (!answer) return say(t("sessions.free.backUnanswered"));
    if (!answer.ok) return say(t("sessions.free.late"));
    say(answer.value.frames === 0 ? t("sessions.free.noneGone") : t("sessions.free.back", { count: answer.value.frames }));
  }

  return async (olderThanDays) => {
    const begun = await inTime(watched(actions.beginFreeing)());
    if (!begun?.ok) return say(translatorNow()("sessions.free.unanswered"));
    const { freedAt } = begun.value;
    // Whatever becomes of the answer: by then the server has stopped, and what is brought back does not go again.
    const ended = new Promise<void>((resolve) => setTimeout(resolve, limits.actionMs));
    const answer = await inTime(watched(actions.freeUnmarkedFrames)({ olderThanDays, freedAt }));
    readAgain();
    const t = translatorNow();
    if (!answer) return say(t("sessions.free.unknown"), () => void undo(freedAt, ended));
    if (!answer.ok) return say(t("sessions.free.unanswered"));
    const { frames } = answer.value;
    say(t("sessions.free.done", { count: frames }), frames === 0 ? undefined : () => void undo(freedAt, Promise.resolve()));
  };
}
