import { useQueryClient, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
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

const NOT_THERE = "This session is not there any more.";
const say = (text: string) => showToast({ text, actions: [] });
const unanswered = (undone: string) => () => say(`The studio's server does not answer. ${undone}`);

/** What can be done with a session, from the header and from the library. Refusals are said in a toast. */
export function useSessionActs() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const open = (id: string) => router.push(`/studio/${id}`);

  async function restore({ id, title }: NamedSession, wasOpen: boolean): Promise<void> {
    const answer = await watched(actions.restoreSession)({ sessionId: id });
    if (!answer.ok) return say(`Too late: "${title}" and its files are gone.`);
    await queryClient.invalidateQueries({ queryKey: sessionKeys.all });
    if (wasOpen) open(id);
  }

  return {
    create: (): Promise<void> =>
      watched(actions.createSession)().then(({ sessionId }) => open(sessionId)).catch(unanswered("No session was made.")),

    /** @param draft what the tab has; null takes what was saved. */
    duplicate: ({ id }: NamedSession, draft: Draft | null): Promise<void> =>
      watched(actions.duplicateSession)({ sessionId: id, draft })
        .then((answer) => (answer.ok ? open(answer.value.sessionId) : say(NOT_THERE)))
        .catch(unanswered("Nothing was duplicated.")),

    async rename({ id, title: before }: NamedSession, typed: string): Promise<void> {
      const title = tidyTitle(typed);
      if (title === "" || title === before) return;
      const show = async (shown: string) => {
        await putTitle(queryClient, id, shown);
        changeLists(queryClient, (row) => (row.id === id ? [{ ...row, title: shown }] : [row]));
      };
      await show(title);
      try {
        const answer = await watched(actions.renameSession)({ sessionId: id, title });
        if (answer.ok) return await show(answer.value.title);
        await show(before);
        say(answer.error.code === "invalid_title" ? `A title has at most ${limits.typedTitleChars} characters.` : NOT_THERE);
      } catch {
        await show(before);
        unanswered("The old title stays.")();
      }
    },

    /** @param isOpen it is the one on screen: the newest other one takes its place. */
    remove: (session: NamedSession, isOpen: boolean): Promise<void> =>
      watched(actions.deleteSession)({ sessionId: session.id })
        .then((answer) => {
          if (!answer.ok) return say(NOT_THERE);
          changeLists(queryClient, (row) => (row.id === session.id ? [] : [row]));
          if (isOpen) router.replace("/");
          const undo = () => void restore(session, isOpen).catch(unanswered("The session was not brought back."));
          showToast({ text: `"${session.title}" is deleted.`, actions: [{ label: "Undo", run: undo }], showMs: limits.undoMs });
        })
        .catch(unanswered("Nothing was deleted.")),
  };
}
export type SessionActs = ReturnType<typeof useSessionActs>;

/** What is on screen changes at once; counts and order come with the next answer. */
function changeLists(queryClient: QueryClient, change: (row: SessionSummary) => SessionSummary[]): void {
  const changed = (page: SessionsPage): SessionsPage => ({ ...page, sessions: page.sessions.flatMap(change) });
  queryClient.setQueriesData<InfiniteData<SessionsPage>>({ queryKey: sessionKeys.libraries }, (list) => list && { ...list, pages: list.pages.map(changed) });
  queryClient.setQueryData<SessionsPage>(sessionKeys.recent, (page) => page && changed(page));
}
