"use server";

import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { freeAgeSchema, type FreeAgeDays } from "@/lib/records/storage-used";
import { freeUnmarked, restoreFreed } from "@/lib/server/generations/free-unmarked";
import { requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";

const freeSchema = z.object({ olderThanDays: freeAgeSchema });
/** `freedAt` is what brings it back. */
export type Freed = { frames: number; freedAt: number };

/** Deletes the owner's unmarked frames of takes of at least that age; for `limits.deletedKeptMs` they can be restored. */
export async function freeUnmarkedFrames(command: { olderThanDays: FreeAgeDays }): Promise<Result<Freed, { code: "invalid_input" }>> {
  const owner = await requireOwner();
  const parsed = freeSchema.safeParse(command);
  if (!parsed.success) return err({ code: "invalid_input" });
  const { db, now } = services();
  const freedAt = now();
  return ok({ frames: await freeUnmarked(db, owner.id, parsed.data.olderThanDays, freedAt), freedAt });
}

const restoreSchema = z.object({ freedAt: z.int() });

/** Undoes it; `not_found` where it is too late. @returns how many frames are back. */
export async function restoreFreedFrames(command: { freedAt: number }): Promise<Result<{ frames: number }, { code: "not_found" }>> {
  const owner = await requireOwner();
  const parsed = restoreSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const { db, now } = services();
  const frames = await restoreFreed(db, owner.id, parsed.data.freedAt, now());
  return frames > 0 ? ok({ frames }) : err({ code: "not_found" });
}
