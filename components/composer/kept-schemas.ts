import * as z from "zod/mini";
import { referenceSchema } from "@/lib/references/reference";
import { draftSchema, sessionIdSchema } from "@/lib/sessions/session";

/** Loaded only where something was kept: a first visit has nothing to check. */
export const unsentDraftSchema = z.object({
  /** Looser than the server's: what is too long to be saved there is kept here. */
  draft: z.extend(draftSchema, { prompt: z.string() }),
  references: z.array(referenceSchema).check(z.maxLength(10)),
  /** The revision that the draft was written on. */
  revision: z.int(),
});
export type UnsentDraft = z.infer<typeof unsentDraftSchema>;

export const savedDraftSchema = z.extend(unsentDraftSchema, { sessionId: sessionIdSchema });

export const replacedDraftSchema = z.object({ sessionId: sessionIdSchema, draft: unsentDraftSchema.shape.draft, references: unsentDraftSchema.shape.references, atMs: z.number() });
export type ReplacedDraft = z.infer<typeof replacedDraftSchema>;

export const submitClickSchema = z.object({ key: z.string(), draft: draftSchema, atMs: z.number() });
export type SubmitClick = z.infer<typeof submitClickSchema>;
