"use server";

import { z } from "zod";
import { err, type Result } from "@/lib/result";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import * as own from "@/lib/server/shares/own-shares";
import { sessionIdSchema } from "@/lib/sessions/session";
import type { Begun } from "@/lib/shares/from-link";
import { createShareSchema, editShareSchema, shareIdSchema, type CreateShare, type EditShare, type ShareRefusal } from "@/lib/shares/share";

/** As the address has it: the share, and the sign that its passphrase was known. */
const fromCommandSchema = z.object({ from: z.string().max(100), sessionId: sessionIdSchema });
const idCommandSchema = z.object({ shareId: shareIdSchema });

/** @returns the id: the page is at `sharePath(shareId)`. */
export async function createShare(command: CreateShare): Promise<Result<{ shareId: string }, ShareRefusal>> {
  const owner = await requireOwner();
  const parsed = createShareSchema.safeParse(command);
  if (!parsed.success) return err({ code: "invalid_input" });
  const { shares } = services();
  return own.createShare(shares.db, owner.id, parsed.data, shares.now());
}

/** What it says and shows; which pictures are in it stays. */
export async function editShare(command: EditShare): Promise<Result<null, ShareRefusal>> {
  const owner = await requireOwner();
  const parsed = editShareSchema.safeParse(command);
  if (!parsed.success) return err({ code: "invalid_input" });
  const { shares } = services();
  return own.editShare(shares.db, owner.id, parsed.data, shares.now());
}

/** For good: its address is worth nothing from this answer on. */
export async function revokeShare(command: { shareId: string }): Promise<Result<null, ShareRefusal>> {
  const owner = await requireOwner();
  const parsed = idCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { shares } = services();
  return own.revokeShare(shares.db, owner.id, parsed.data.shareId, shares.now());
}

/** A new session, by the id that the page made for it, with what a share shows of how it was made; nothing is run. */
export async function startFromShare(command: { from: string; sessionId: string }): Promise<Result<Begun, { code: "not_found" }>> {
  const owner = await requireOwner();
  const parsed = fromCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  return services().startFromShare(owner.id, parsed.data);
}
