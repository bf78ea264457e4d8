"use server";

import { after } from "next/server";
import { z } from "zod";
import type { Generation } from "@/lib/generations/generation";
import { submitCommandSchema, type CancelRefusal, type DraftField, type SubmitCommand, type SubmitRefusal } from "@/lib/generations/submit";
import { idPattern } from "@/lib/ids";
import { err, ok, type Result } from "@/lib/result";
import { accept } from "@/lib/server/generations/accept";
import { askCancel } from "@/lib/server/generations/cancel";
import { readGeneration } from "@/lib/server/generations/read";
import { admitOwner, requireOwner } from "@/lib/server/owner";
import { services } from "@/lib/server/services";

/** Answers as soon as the row is written and the money held; the POST follows. */
export async function submitGeneration(command: SubmitCommand): Promise<Result<Generation, SubmitRefusal>> {
  const owner = await admitOwner();
  if (owner === null) return err({ code: "signed_out" });
  const parsed = submitCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "invalid_input", fields: fieldsOf(parsed.error) });
  const accepted = await accept(services().accept, owner.id, parsed.data);
  if (!accepted.ok) return accepted;
  after(() => services().tracker.wake());
  return ok(await written(accepted.value.id));
}

const cancelSchema = z.object({ generationId: z.string().regex(idPattern("gen")) });

/** Notes the wish; the provider's answer decides, and the sheet shows it. */
export async function cancelGeneration(command: { generationId: string }): Promise<Result<Generation, CancelRefusal>> {
  const owner = await requireOwner();
  const parsed = cancelSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const asked = await askCancel(services().generations, owner.id, parsed.data.generationId);
  if (!asked.ok) return asked;
  after(() => services().tracker.wake());
  return ok(await written(asked.value.id));
}

async function written(id: string): Promise<Generation> {
  const generation = await readGeneration(services().read, id);
  if (generation === null) throw new Error(`${id} was written and cannot be read`);
  return generation;
}

const FIELD_OF_KEY: Readonly<Record<string, DraftField>> = { prompt: "prompt", referenceIds: "references", count: "count", size: "size", optimize: "optimize", seed: "seed" };

function fieldsOf(error: z.core.$ZodError): Partial<Record<DraftField, string>> {
  return Object.fromEntries(error.issues.flatMap(({ path, message }) => {
    const field = FIELD_OF_KEY[String(path[1])];
    return field === undefined ? [] : [[field, message]];
  }));
}
