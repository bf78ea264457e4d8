import "server-only";
import { z } from "zod";
import type { SheetAnswer } from "@/lib/generations/sheet-answer";
import { limits } from "@/lib/limits";
import { readSheet } from "@/lib/server/generations/read";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { sessionIdSchema } from "@/lib/sessions/session";

const sinceSchema = z.coerce.number().int().min(0).catch(0);

/** What changed in a session since a version; null for a session that is not the owner's. */
export async function sheetAnswer(ownerId: string, sessionId: string, since: number): Promise<SheetAnswer | null> {
  const { read, engineState, buildId, now } = services();
  const sheet = await readSheet(read, ownerId, sessionId, since);
  return sheet && { ...sheet, engine: await engineState(ownerId), build: buildId, now: now() };
}

/** All of it, page by page, for a page that is drawn at once. */
export async function wholeSheet(ownerId: string, sessionId: string): Promise<SheetAnswer | null> {
  let answer = await sheetAnswer(ownerId, sessionId, 0);
  for (let pages = 1; answer?.more === true && pages < limits.sheetPages; pages += 1) {
    const next = await sheetAnswer(ownerId, sessionId, answer.version);
    answer = next && { ...next, generations: [...answer.generations, ...next.generations] };
  }
  return answer;
}

export async function getSheet(request: Request, sessionId: string): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const owner = await requireOwner();
  const id = sessionIdSchema.safeParse(sessionId);
  const since = sinceSchema.parse(new URL(request.url).searchParams.get("since") ?? 0);
  const answer = id.success ? await sheetAnswer(owner.id, id.data, since) : null;
  return answer ? Response.json(answer, { headers }) : Response.json({ error: "not_found" }, { status: 404, headers });
}
