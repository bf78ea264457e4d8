"use server";

import { after } from "next/server";
import { z } from "zod";
import { framesCommandSchema, markCommandSchema, type FramesCommand, type FramesRefusal, type MarkCommand } from "@/lib/generations/frames-command";
import type { Generation } from "@/lib/generations/generation";
import type { GoneTake } from "@/lib/generations/sheet-state";
import { submitCommandSchema, type CancelRefusal, type DraftField, type DraftFinding, type SubmitCommand, type SubmitRefusal } from "@/lib/generations/submit";
import { idPattern } from "@/lib/ids";
import { err, ok, type Result } from "@/lib/result";
import { accept } from "@/lib/server/generations/accept";
import { askCancel, askCancelQueued } from "@/lib/server/generations/cancel";
import * as deletion from "@/lib/server/generations/deletion";
import * as marks from "@/lib/server/generations/mark";
import { readGeneration, readGenerations } from "@/lib/server/generations/read";
import { admitOwner, requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";
import { sessionIdSchema } from "@/lib/sessions/session";

/** Answers as soon as the row is written and the money held; the POST follows. */
export async function submitGeneration(command: SubmitCommand): Promise<Result<Generation, SubmitRefusal>> {
  const owner = await admitOwner();
  if (owner === null) return err({ code: "signed_out" });
  const parsed = submitCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "invalid_input", fields: fieldsOf(parsed.error) });
  const accepted = await accept(services().accept, owner.id, parsed.data);
  if (!accepted.ok) return accepted;
  after(() => services().tracker.wake());
  // A click that is sent again after its take was deleted: there is nothing to show, and nothing is paid twice.
  const generation = await readGeneration(services().read, accepted.value.id);
  return generation === null ? err({ code: "take_deleted" }) : ok(generation);
}

const generationCommandSchema = z.object({ generationId: z.string().regex(idPattern("gen")) });
type GenerationCommand = z.infer<typeof generationCommandSchema>;

/** Notes the wish; the provider's answer decides, and the sheet shows it. */
export async function cancelGeneration(command: GenerationCommand): Promise<Result<Generation, CancelRefusal>> {
  const owner = await requireOwner();
  const parsed = generationCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const asked = await askCancel(services().generations, owner.id, parsed.data.generationId);
  if (!asked.ok) return asked;
  after(() => services().tracker.wake());
  const generation = await readGeneration(services().read, asked.value.id);
  return generation === null ? err({ code: "not_found" }) : ok(generation);
}

const sessionCommandSchema = z.object({ sessionId: sessionIdSchema });

/** The same wish for every take of a session that has not begun. @returns those it was taken of. */
export async function cancelQueued(command: { sessionId: string }): Promise<Result<Generation[], FramesRefusal>> {
  const owner = await requireOwner();
  const parsed = sessionCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { db, read, generations, tracker } = services();
  const asked = await askCancelQueued(db, generations, owner.id, parsed.data.sessionId);
  if (asked === null) return err({ code: "not_found" });
  after(() => tracker.wake());
  return ok(await readGenerations(read, asked));
}

/** Sets or takes away the sign to keep. @returns the takes that changed; frames that are not the owner's are passed over. */
export async function markOutputs(command: MarkCommand): Promise<Result<Generation[], FramesRefusal>> {
  const owner = await requireOwner();
  const parsed = markCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { db, now } = services();
  return changed(await marks.markOutputs(db, owner.id, parsed.data.outputIds, parsed.data.marked, now()));
}

/** Hidden at once in every tab; for `limits.deletedKeptMs` they can be restored, then their files go too. @returns the takes that changed. */
export async function deleteOutputs(command: FramesCommand): Promise<Result<Generation[], FramesRefusal>> {
  const owner = await requireOwner();
  const parsed = framesCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { db, now } = services();
  return changed(await deletion.deleteOutputs(db, owner.id, parsed.data.outputIds, now()));
}

/** Undoes a delete; `not_found` where it is too late for all of them. @returns the takes that changed. */
export async function restoreOutputs(command: FramesCommand): Promise<Result<Generation[], FramesRefusal>> {
  const owner = await requireOwner();
  const parsed = framesCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { db, now } = services();
  return changed(await deletion.restoreOutputs(db, owner.id, parsed.data.outputIds, now()));
}

/** A whole take. One that is still open is followed and charged to its end. */
export async function deleteGeneration(command: GenerationCommand): Promise<Result<GoneTake, FramesRefusal>> {
  const owner = await requireOwner();
  const parsed = generationCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { db, now } = services();
  const gone = await deletion.deleteGeneration(db, owner.id, parsed.data.generationId, now());
  return gone === null ? err({ code: "not_found" }) : ok(gone);
}

export async function restoreGeneration(command: GenerationCommand): Promise<Result<Generation, FramesRefusal>> {
  const owner = await requireOwner();
  const parsed = generationCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { db, read, now } = services();
  const restored = await deletion.restoreGeneration(db, owner.id, parsed.data.generationId, now());
  const generation = restored ? await readGeneration(read, parsed.data.generationId) : null;
  return generation === null ? err({ code: "not_found" }) : ok(generation);
}

async function changed(takes: string[] | null): Promise<Result<Generation[], FramesRefusal>> {
  return takes === null ? err({ code: "not_found" }) : ok(await readGenerations(services().read, takes));
}

const FIELD_OF_KEY: Readonly<Record<string, DraftField>> = { prompt: "prompt", referenceIds: "references", count: "count", size: "size", optimize: "optimize", seed: "seed" };

function fieldsOf(error: z.core.$ZodError): Partial<Record<DraftField, DraftFinding>> {
  return Object.fromEntries(error.issues.flatMap(({ path }) => {
    const field = FIELD_OF_KEY[String(path[1])];
    return field === undefined ? [] : [[field, { code: "not_taken" }]];
  }));
}
