"use server";

import { z } from "zod";
import { idPattern } from "@/lib/ids";
import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import { sampleSchema, tileIdSchema, type Sample } from "@/lib/references/upload";
import { err, type Result } from "@/lib/result";
import { frameName } from "@/lib/generations/generation";
import { requireOwner } from "@/lib/server/owner";
import * as references from "@/lib/server/references/references";
import * as uploads from "@/lib/server/references/uploads";
import { services } from "@/lib/server/services";

const confirmSchema = z.object({ tileId: tileIdSchema });
const sampleCommandSchema = z.object({ sample: sampleSchema });
const outputCommandSchema = z.object({ outputId: z.string().regex(idPattern("out")) });

/** After an upload: the server looks at the stored bytes and makes a reference of them. Asked again while `not_stored`. */
export async function confirmUpload(command: { sessionId: string; tileId: string }): Promise<Result<Reference, ReferenceRefusal>> {
  const owner = await requireOwner();
  const parsed = confirmSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  return uploads.confirmUpload(services().references, owner.id, parsed.data.tileId);
}

export async function addSample(command: { sessionId: string; sample: Sample }): Promise<Result<Reference, ReferenceRefusal>> {
  const owner = await requireOwner();
  const parsed = sampleCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  return references.referenceFromSample(services().references, owner.id, parsed.data.sample);
}

/** "Edit this": an output becomes a reference. */
export async function referenceFromOutput(command: { sessionId: string; outputId: string }): Promise<Result<Reference, ReferenceRefusal>> {
  const owner = await requireOwner();
  const parsed = outputCommandSchema.safeParse(command);
  if (!parsed.success) return err({ code: "not_found" });
  const output = await services().generations.findDelivered(owner.id, parsed.data.outputId);
  if (!output?.file_key) return err({ code: "not_found" });
  return references.referenceFromOutput(services().references, owner.id, { id: output.id, fileKey: output.file_key, frame: frameName(output.take, output.frame) });
}
