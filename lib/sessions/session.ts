import { z } from "zod";
import { idPattern } from "@/lib/ids";
import { limits } from "@/lib/limits";

/** What the composer holds before a submit. Looser than the model's input: an unfinished draft is kept as it is. */
export const draftSchema = z.object({
  prompt: z.string().max(limits.draftPromptChars),
  count: z.int().min(1).max(15),
  /** One of the model's size options, as published: "2560:1440 (16:9)". */
  size: z.string().max(64),
  optimize: z.enum(["fast", "standard"]),
  seed: z.int().min(0).max(2_147_483_647).nullable(),
  referenceIds: z.array(z.string().regex(idPattern("ref"))).max(10),
});
export type Draft = z.infer<typeof draftSchema>;

export const sessionIdSchema = z.string().regex(idPattern("ses"));

export const sessionSchema = z.object({
  id: sessionIdSchema,
  title: z.string(),
  draft: draftSchema,
  /** Grows by one with each saved draft: an older tab's draft never overwrites a newer one unseen. */
  draftRevision: z.int(),
});
export type Session = z.infer<typeof sessionSchema>;
