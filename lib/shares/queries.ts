import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { limits } from "@/lib/limits";
import { readJson } from "@/lib/read-json";
import { parseSessionShared, parseSharesPage, type SessionShared, type SharesPage } from "@/lib/shares/own-shares";
import { sharePreviewSchema } from "@/lib/shares/share-preview";

/** The owner's shares and what came back on them, read on demand: no first load needs any of it. */
export const shareKeys = {
  all: ["shares"] as const,
  /** null for those of all sessions. */
  list: (sessionId: string | null) => ["shares", "list", sessionId ?? ""] as const,
  preview: (shareId: string) => ["shares", "preview", shareId] as const,
  ofSession: (sessionId: string) => ["shares", "session", sessionId] as const,
};

const FIRST_PAGE = "";

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

/** What a share shows and may show; read whenever it is to be edited. Rejects for one that was taken back. */
export const sharePreviewQuery = (shareId: string) =>
  queryOptions({
    queryKey: shareKeys.preview(shareId),
    queryFn: async ({ signal }) => sharePreviewSchema.parse(await readJson(`/api/shares/${shareId}/preview`, signal)),
    staleTime: 0,
    networkMode: "always",
  });

/** Which frames of a session are on a share, and what visitors picked and wrote. */
export const sessionSharedQuery = (sessionId: string) =>
  queryOptions({
    queryKey: shareKeys.ofSession(sessionId),
    queryFn: async ({ signal }): Promise<SessionShared> => parseSessionShared(await readJson(`/api/sessions/${sessionId}/shared`, signal)),
    staleTime: 0,
    networkMode: "always",
  });
