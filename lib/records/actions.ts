"use server";

import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { freeAgeSchema, type FreeAgeDays } from "@/lib/records/storage-used";
import { freeUnmarked, restoreFreed } from "@/lib/server/generations/free-unmarked";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";

/** The moment that a deletion goes by: told first, so that it can be undone although its own answer was lost. */
export async function beginFreeing(): Promise<Result<{ freedAt: number }, never>> {
  await requireOwner();
  return ok({ freedAt: services().now() });
}

const freeSchema = z.object({ olderThanDays: freeAgeSchema, freedAt: z.int() });
type FreeCommand = { olderThanDays: FreeAgeDays; freedAt: number };
/** Either way nothing was deleted. */
type FreeRefusal = { code: "invalid_input" } | { code: "too_late" };

/** Deletes the owner's unmarked frames of takes of at least that age; for `limits.deletedKeptMs` they can be restored. */
export async function freeUnmarkedFrames(command: FreeCommand): Promise<Result<{ frames: number }, FreeRefusal>> {
  const owner = await requireOwner();
  const parsed = freeSchema.safeParse(command);
  if (!parsed.success) return err({ code: "invalid_input" });
  const { db, now } = services();
  const frames = await freeUnmarked(db, owner.id, { days: parsed.data.olderThanDays, freedAt: parsed.data.freedAt }, now);
  return frames === null ? err({ code: "too_late" }) : ok({ frames });
}

const restoreSchema = z.object({ freedAt: z.int() });

/** Undoes it; `not_found` where it is too late. @returns how many frames are back; none where none had gone. */
export async function restoreFreedFrames(command: { freedAt: number }): Promise<Result<{ frames: number }, { code: "not_found" }>> {
  const owner = await requireOwner();
  const parsed = restoreSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { db, now } = services();
  const frames = await restoreFreed(db, owner.id, parsed.data.freedAt, now());
  return frames === null ? err({ code: "not_found" }) : ok({ frames });
}
