import "server-only";
import { cache } from "react";
import type { SheetAnswer } from "@/lib/generations/sheet-answer";
import type { Reference } from "@/lib/references/reference";
import { limits, serverLimits } from "@/lib/limits";
import type { SessionsPage } from "@/lib/sessions/summary";
import type { ShareOrigin } from "@/lib/shares/from-link";
import type { SharesPage } from "@/lib/shares/own-shares";
import type { Session } from "@/lib/sessions/session";
import { sessionIdSchema } from "@/lib/sessions/session";
import { requireOwner } from "@/lib/server/owner";
import { toReference } from "@/lib/server/references/store";
import { sheetPage } from "@/lib/server/routes/sheet";
import { services } from "@/lib/server/services";
import { wasShared } from "@/lib/server/shares/on-share";
import { listShares } from "@/lib/server/shares/list-shares";

/** Where the studio opens: the newest session, or a first one. */
export async function homePath(): Promise<`/studio/${string}`> {
  const owner = await requireOwner();
  const { sessions, now } = services();
  const { id } = (await sessions.newest(owner.id)) ?? (await sessions.create(owner.id, now()));
  return `/studio/${id}`;
}

export type OpenLibrary = { search: string; first: SessionsPage; build: string };

/** What the library's page draws first. */
export async function openLibrary(asked: unknown): Promise<OpenLibrary> {
  const owner = await requireOwner();
  const { listSessions, buildId } = services();
  const search = typeof asked === "string" ? asked.slice(0, limits.searchChars).trim() : "";
  return { search, first: await listSessions(owner.id, { search, cursor: null, limit: limits.librarySessions }), build: buildId };
}

export type OpenShares = { session: { id: string; title: string } | null; first: SharesPage };

/** What the page of shares draws first: those of one session where it is asked for and the owner's. */
export async function openShares(asked: unknown): Promise<OpenShares> {
  const owner = await requireOwner();
  const { sessions, shares } = services();
  const id = sessionIdSchema.safeParse(asked);
  const session = id.success ? await sessions.find(owner.id, id.data) : null;
  const first = await listShares(shares, owner.id, { sessionId: session?.id ?? null, cursor: null });
  return { session: session && { id: session.id, title: session.title }, first };
}

export type OpenSession = { session: Session; references: Reference[]; answer: SheetAnswer; from: ShareOrigin | null; wasShared: boolean };

/** What the studio's page draws first; null for a session that is not the owner's. Read once a request. */
export const openSession = cache(async (id: string): Promise<OpenSession | null> => {
  const owner = await requireOwner();
  const { sessions, references, files, shares } = services();
  if (!sessionIdSchema.safeParse(id).success) return null;
  const session = await sessions.find(owner.id, id);
  const answer = await sheetPage(owner.id, id, { before: null, marked: false, limit: serverLimits.firstTakes });
  if (session === null || answer === null) return null;
  const rows = await references.store.findMany(owner.id, session.draft.referenceIds);
  const [from, shared] = await Promise.all([sessions.origin(owner.id, id), wasShared(shares.db, owner.id, id)]);
  return { session, answer, from, wasShared: shared, references: rows.map((row) => toReference(row, files)) };
});
