"use server";

import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { draftSchema, sessionIdSchema, type Draft } from "@/lib/sessions/session";

const saveDraftSchema = z.object({ sessionId: sessionIdSchema, draft: draftSchema, revision: z.int().min(0) });
export type SaveDraftRefusal = { code: "invalid_input" } | { code: "session_not_found" } | { code: "stale"; draft: Draft; revision: number };

/** `revision` is the one the tab read; `stale` means that another tab saved a newer draft. */
export async function saveDraft(command: { sessionId: string; draft: Draft; revision: number }): Promise<Result<{ revision: number }, SaveDraftRefusal>> {
  const owner = await requireOwner();
  const parsed = saveDraftSchema.safeParse(command);
  if (!parsed.success) return err({ code: "invalid_input" });
  const { sessionId, draft, revision } = parsed.data;
  const { sessions, now } = services();
  if (await sessions.saveDraft(owner.id, sessionId, draft, revision, now())) return ok({ revision: revision + 1 });
  const session = await sessions.find(owner.id, sessionId);
  if (!session) return err({ code: "session_not_found" });
  return err({ code: "stale", draft: session.draft, revision: session.draftRevision });
}
