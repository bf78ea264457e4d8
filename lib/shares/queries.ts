import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { limits } from "@/lib/limits";
import { parseSessionPicks, parseSharesPage, type SessionPick, type SharesPage } from "@/lib/shares/own-shares";

/** The owner's shares and what came back on them, read on demand: no first load needs any of it. */
export const shareKeys = {
  all: ["shares"] as const,
  /** null for those of all sessions. */
  list: (sessionId: string | null) => ["shares", "list", sessionId ?? ""] as const,
  picks: (sessionId: string) => ["shares", "picks", sessionId] as const,
};

const FIRST_PAGE = "";

async function readJson(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]) });
  if (!response.ok) throw new Error(`${address} could not be read: ${response.status}`);
  return response.json();
}

/** Newest first, page by page; those that are over among them. */
export const sharesQuery = (sessionId: string | null) =>
  infiniteQueryOptions({
    queryKey: shareKeys.list(sessionId),
    queryFn: async ({ signal, pageParam }): Promise<SharesPage> =>
      parseSharesPage(await readJson(`/api/shares?${new URLSearchParams({ ...(sessionId !== null && { session: sessionId }), ...(pageParam !== FIRST_PAGE && { cursor: pageParam }) }).toString()}`, signal)),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < limits.sharesPages ? nextCursor : null),
    staleTime: 0,
    networkMode: "always",
  });

/** What visitors picked and wrote, on all shares of a session. */
export const sessionPicksQuery = (sessionId: string) =>
  queryOptions({
    queryKey: shareKeys.picks(sessionId),
    queryFn: async ({ signal }): Promise<SessionPick[]> => parseSessionPicks(await readJson(`/api/sessions/${sessionId}/picks`, signal)),
    staleTime: 0,
    networkMode: "always",
  });
