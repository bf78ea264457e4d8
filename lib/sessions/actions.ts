"use server";

import type { Draft } from "@/lib/sessions/session";
import type { Result } from "@/lib/result";

export type SaveDraftRefusal = { code: "invalid_input" } | { code: "session_not_found" } | { code: "stale"; draft: Draft; revision: number };

/** `revision` is the one the tab read; `stale` means that another tab saved a newer draft. */
export async function saveDraft(command: { sessionId: string; draft: Draft; revision: number }): Promise<Result<{ revision: number }, SaveDraftRefusal>> {
  throw new Error(`not written yet: ${command.sessionId}`);
}
