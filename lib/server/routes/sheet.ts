import "server-only";
import { z } from "zod";
import type { SheetAnswer } from "@/lib/generations/sheet-answer";
import { serverLimits } from "@/lib/limits";
import { readSheet, readSheetPage, type PageAsked } from "@/lib/server/generations/read-sheet";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { sessionIdSchema } from "@/lib/sessions/session";

const askedSchema = z.object({
  since: z.coerce.number().int().min(0).optional().catch(0),
  before: z.coerce.number().int().min(1).nullable().catch(null).default(null),
  marked: z.string().optional().transform((asked) => asked === "1"),
});

async function beside(ownerId: string) {
  const { engineState, usualTimes, buildId, now } = services();
  return { engine: await engineState(ownerId), usual: await usualTimes(), build: buildId, now: now() };
}

/** What changed in a session since a version; null for a session that is not the owner's. */
async function sheetAnswer(ownerId: string, sessionId: string, since: number): Promise<SheetAnswer | null> {
  const sheet = await readSheet(services().read, ownerId, sessionId, since);
  return sheet && { ...sheet, older: null, counts: null, ...(await beside(ownerId)) };
}

/** Takes by their number, newest first. */
export async function sheetPage(ownerId: string, sessionId: string, asked: PageAsked): Promise<SheetAnswer | null> {
  const sheet = await readSheetPage(services().read, ownerId, sessionId, asked);
  return sheet && { ...sheet, ...(await beside(ownerId)) };
}

export async function getSheet(request: Request, sessionId: string): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const owner = await requireOwner();
  const id = sessionIdSchema.safeParse(sessionId);
  const { since, before, marked } = askedSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const read = (session: string) => (since === undefined
    ? sheetPage(owner.id, session, { before, marked, limit: before === null ? serverLimits.firstTakes : serverLimits.olderTakes })
    : sheetAnswer(owner.id, session, since));
  const answer = id.success ? await read(id.data) : null;
  return answer ? Response.json(answer, { headers }) : Response.json({ error: "not_found" }, { status: 404, headers });
}
