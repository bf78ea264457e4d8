"use server";

import { z } from "zod";
import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { requestTranslator } from "@/lib/server/language";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { standingShares } from "@/lib/server/shares/on-share";
import { draftSchema, sessionIdSchema, typedTitleSchema, type Draft } from "@/lib/sessions/session";
import { tidyTitle } from "@/lib/sessions/title";

export type SessionRefusal = { code: "session_not_found" };
type Command = { sessionId: string };
const commandSchema = z.object({ sessionId: sessionIdSchema });

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

const createSchema = z.object({ except: z.array(sessionIdSchema).max(limits.begunComposers) });

/**
 * One that nobody has touched yet is as good as a new one, and no list fills with them. @param command sessions that are touched
 * already, as the browser alone knows: what was typed a moment ago is on its way.
 */
export async function createSession(command: { except: readonly string[] }): Promise<{ sessionId: string }> {
  const owner = await requireOwner();
  const { sessions, now } = services();
  const except = createSchema.safeParse(command).data?.except ?? [];
  return { sessionId: ((await sessions.untouched(owner.id, except, now())) ?? (await sessions.create(owner.id, now()))).id };
}

const renameSchema = z.object({ sessionId: sessionIdSchema, title: typedTitleSchema });
export type RenameRefusal = SessionRefusal | { code: "invalid_title" };

/** @returns the title as it is kept. */
export async function renameSession(command: Command & { title: string }): Promise<Result<{ title: string }, RenameRefusal>> {
  const owner = await requireOwner();
  const parsed = renameSchema.safeParse(command);
  if (!parsed.success) return err({ code: "invalid_title" });
  const title = tidyTitle(parsed.data.title);
  return (await services().sessions.rename(owner.id, parsed.data.sessionId, title)) ? ok({ title }) : err({ code: "session_not_found" });
}

const duplicateSchema = z.object({ sessionId: sessionIdSchema, draft: z.nullable(draftSchema) });

/** A new session with the draft and its references, without takes. `draft` is what the tab has, saved or not; null takes the saved one. */
export async function duplicateSession(command: Command & { draft: Draft | null }): Promise<Result<{ sessionId: string }, SessionRefusal>> {
  const owner = await requireOwner();
  const parsed = duplicateSchema.safeParse(command);
  if (!parsed.success) return err({ code: "session_not_found" });
  const { sessions, now } = services();
  const made = await sessions.duplicate(owner.id, parsed.data.sessionId, parsed.data.draft, (await requestTranslator())("sessions.copy"), now());
  return made ? ok({ sessionId: made.id }) : err({ code: "session_not_found" });
}

/** Hidden at once; for `limits.deletedKeptMs` it can be restored, then its files go too. @returns how many shares show nothing from now on. */
export async function deleteSession(command: Command): Promise<Result<{ shares: number }, SessionRefusal>> {
  const owner = await requireOwner();
  const parsed = commandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "session_not_found" });
  const { sessions, shares, now } = services();
  const { sessionId } = parsed.data;
  if (!(await sessions.remove(owner.id, sessionId, now()))) return err({ code: "session_not_found" });
  return ok({ shares: await standingShares(shares.db, owner.id, sessionId, now()) });
}

/** Undoes a delete; `session_not_found` where it is too late. */
export async function restoreSession(command: Command): Promise<Result<null, SessionRefusal>> {
  const owner = await requireOwner();
  const parsed = commandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "session_not_found" });
  const { sessions, now } = services();
  return (await sessions.restore(owner.id, parsed.data.sessionId, now())) ? ok(null) : err({ code: "session_not_found" });
}
