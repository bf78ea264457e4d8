import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { limits } from "@/lib/limits";
import { loadPart } from "@/lib/part-missing";
import type { SessionsPage } from "@/lib/sessions/summary";

const FIRST_PAGE = "";

export const sessionKeys = {
  all: ["sessions"] as const,
  recent: ["sessions", "recent"] as const,
  libraries: ["sessions", "library"] as const,
  library: (search: string) => ["sessions", "library", search] as const,
};

async function readSessions(asked: { search?: string; cursor?: string; limit: number }, signal: AbortSignal): Promise<SessionsPage> {
  const query = new URLSearchParams({ limit: String(asked.limit) });
  if (asked.search) query.set("search", asked.search);
  if (asked.cursor) query.set("cursor", asked.cursor);
  const answer = fetch(`/api/sessions?${query.toString()}`, { cache: "no-store", signal: AbortSignal.any([signal, AbortSignal.timeout(limits.callMs)]) });
  // What checks a list comes with the first list.
  const [response, { parseSessionsPage }] = await Promise.all([answer, loadPart(import("@/lib/sessions/summary"))]);
  if (!response.ok) throw new Error(`the sessions could not be read: ${response.status}`);
  return parseSessionsPage(await response.json());
}

/** What the header's menu shows; asked for each time it opens. */
export const recentSessionsQuery = () =>
  queryOptions({ queryKey: sessionKeys.recent, queryFn: ({ signal }) => readSessions({ limit: limits.recentSessions }, signal), staleTime: 0, networkMode: "always" });

/** The library, page by page. @param first what came with the page, for the search that it was asked for. */
export const libraryQuery = (search: string, first?: SessionsPage) =>
  infiniteQueryOptions({
    queryKey: sessionKeys.library(search),
    queryFn: ({ signal, pageParam }) => readSessions({ search, cursor: pageParam, limit: limits.librarySessions }, signal),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < limits.libraryPages ? nextCursor : null),
    initialData: first && { pages: [first], pageParams: [FIRST_PAGE] },
    // Asked again on each visit: what is kept from an earlier one lacks what was made in between.
    staleTime: 0,
    networkMode: "always",
  });
