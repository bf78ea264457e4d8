import "server-only";
import { sql } from "kysely";
import type { EarlierPrompt, PromptsPage } from "@/lib/records/prompt-history";
import { serverLimits } from "@/lib/limits";
import type { Database } from "@/lib/server/db/database";
import { likePattern, searchWords } from "@/lib/sessions/search";
import { draftSchema } from "@/lib/sessions/session";

export type PromptsAsked = { search: string; /** The take that the page before ended with. */ cursor: string | null };

/** An owner's prompts, each once, by the newest take that was made with it: ids sort by time. */
export async function readPrompts(db: Database, ownerId: string, { search, cursor }: PromptsAsked): Promise<PromptsPage> {
  let found = db.selectFrom("generations").innerJoin("sessions", "sessions.id", "generations.session_id")
    .select(["generations.prompt_folded", sql<string>`max(generations.id)`.as("newest"), sql<number>`count(*)`.as("takes")])
    .where("generations.owner_id", "=", ownerId).where("generations.deleted_at", "is", null).where("sessions.deleted_at", "is", null).where("generations.prompt_folded", "!=", "");
  for (const word of searchWords(search)) found = found.where(sql<boolean>`generations.prompt_folded like ${likePattern(word)} escape '!'`);
  let groups = found.groupBy("generations.prompt_folded");
  if (cursor !== null) groups = groups.having(sql<boolean>`max(generations.id) < ${cursor}`);
  const rows = await groups.orderBy("newest", "desc").limit(serverLimits.promptsOnPage + 1).execute();
  const page = rows.slice(0, serverLimits.promptsOnPage);
  const takes = page.length === 0 ? [] : await db.selectFrom("generations").select(["id", "draft_json", "created_at"]).where("id", "in", page.map(({ newest }) => newest)).execute();
  const byId = new Map(takes.map((row) => [row.id, row]));
  const prompts = page.flatMap(({ newest, takes: used }): EarlierPrompt[] => {
    const row = byId.get(newest);
    const draft = row && draftSchema.safeParse(JSON.parse(row.draft_json)).data;
    return draft ? [{ generationId: newest, prompt: draft.prompt, usedAt: row.created_at, takes: used }] : [];
  });
  return { prompts, nextCursor: rows.length > page.length ? (page.at(-1)?.newest ?? null) : null };
}
