import { useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { touchedSessions } from "@/components/composer/begun-composers";
import { focusInsteadOf, focusNewSession } from "@/components/sessions/focus-when-there";
import { titleText } from "@/components/sessions/session-text";
import { translatorNow } from "@/components/language/translator-now";
import { announce } from "@/components/ui/announcer";
import { showToast } from "@/components/ui/toast-queue";
import { watched } from "@/components/version/new-version";
import { putTitle } from "@/lib/generations/queries";
import { limits } from "@/lib/limits";
import * as actions from "@/lib/sessions/actions";
import { sessionKeys } from "@/lib/sessions/queries";
import type { Draft } from "@/lib/sessions/session";
import type { SessionsPage, SessionSummary } from "@/lib/sessions/summary";
import { tidyTitle } from "@/lib/sessions/title";

export type NamedSession = { id: string; title: string };

type Said = "notThere" | "tooLong" | `unanswered.${"create" | "duplicate" | "rename" | "delete" | "restore"}`;
const say = (what: Said) => {
  const t = translatorNow();
  showToast({ text: what === "tooLong" ? t("sessions.tooLong", { most: limits.typedTitleChars }) : t(`sessions.${what}`), actions: [] });
};
const unanswered = (what: Extract<Said, `unanswered.${string}`>) => () => say(what);

/** What can be done with a session, from the header and from the library. Refusals are said in a toast. */
export function useSessionActs() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const open = (id: string) => router.push(`/studio/${id}`);
  const openNew = (id: string) => {
    open(id);
    focusNewSession(id);
  };

  async function restore({ id, title }: NamedSession, wasOpen: boolean): Promise<void> {
    const answer = await watched(actions.restoreSession)({ sessionId: id });
    if (!answer.ok) return showToast({ text: translatorNow()("sessions.tooLate", { title: titleText(translatorNow(), title) }), actions: [] });
    await queryClient.invalidateQueries({ queryKey: sessionKeys.all });
    if (wasOpen) open(id);
  }

  return {
    /** @param currentId the session on screen, which may be as good as new itself. */
    create: (currentId: string | null): Promise<void> =>
      watched(actions.createSession)({ except: touchedSessions() }).then(({ sessionId }) => {
        if (sessionId === currentId) announce(translatorNow()("sessions.isNew"));
        openNew(sessionId);
      }).catch(unanswered("unanswered.create")),

    /** @param draft what the tab has; null takes what was saved. */
    duplicate: ({ id }: NamedSession, draft: Draft | null): Promise<void> =>
      watched(actions.duplicateSession)({ sessionId: id, draft })
        .then((answer) => (answer.ok ? openNew(answer.value.sessionId) : say("notThere")))
        .catch(unanswered("unanswered.duplicate")),

    async rename({ id, title: before }: NamedSession, typed: string): Promise<void> {
      const title = tidyTitle(typed);
      if (title === "" || title === titleText(translatorNow(), before)) return;
      const show = async (shown: string) => {
        await putTitle(queryClient, id, shown);
        changeLists(queryClient, (row) => (row.id === id ? [{ ...row, title: shown }] : [row]));
      };
      await show(title);
      try {
        const answer = await watched(actions.renameSession)({ sessionId: id, title });
        if (answer.ok) return await show(answer.value.title);
        await show(before);
        say(answer.error.code === "invalid_title" ? "tooLong" : "notThere");
      } catch {
        await show(before);
        unanswered("unanswered.rename")();
      }
    },

    /** @param isOpen it is the one on screen: the newest other one takes its place. */
    remove: (session: NamedSession, isOpen: boolean): Promise<void> =>
      watched(actions.deleteSession)({ sessionId: session.id })
        .then((answer) => {
          if (!answer.ok) return say("notThere");
          changeLists(queryClient, (row) => (row.id === session.id ? [] : [row]));
          if (isOpen) {
            router.replace("/");
            focusInsteadOf(session.id);
          }
          const t = translatorNow();
          const undo = () => void restore(session, isOpen).catch(unanswered("unanswered.restore"));
          const [title, { shares }] = [titleText(t, session.title), answer.value];
          const text = shares === 0 ? t("sessions.deleted", { title }) : t("sessions.deletedShared", { title, count: shares });
          showToast({ text, actions: [{ label: t("sessions.undo"), run: undo }], showMs: limits.undoMs });
        })
        .catch(unanswered("unanswered.delete")),
  };
}

/** What is on screen changes at once; counts and order come with the next answer. */
function changeLists(queryClient: QueryClient, change: (row: SessionSummary) => SessionSummary[]): void {
  const changed = (page: SessionsPage): SessionsPage => ({ ...page, sessions: page.sessions.flatMap(change) });
  queryClient.setQueriesData<InfiniteData<SessionsPage>>({ queryKey: sessionKeys.libraries }, (list) => list && { ...list, pages: list.pages.map(changed) });
  queryClient.setQueryData<SessionsPage>(sessionKeys.recent, (page) => page && changed(page));
}
