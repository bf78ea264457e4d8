import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { codePoints } from "@/lib/models/code-points";
import { tidyTitle } from "@/lib/sessions/title";

/** What the composer holds before a submit. Looser than the model's input: an unfinished draft is kept as it is. */
export const draftSchema = z.object({
  prompt: z.string().check(z.maxLength(limits.draftPromptChars)),
  count: z.int().check(z.gte(1), z.lte(15)),
  /** One of the model's size options, as published: "2560:1440 (16:9)". */
  size: z.string().check(z.maxLength(64)),
  optimize: z.enum(["fast", "standard"]),
  seed: z.nullable(z.int().check(z.gte(0), z.lte(2_147_483_647))),
  referenceIds: z.array(z.string().check(z.regex(idPattern("ref")))).check(z.maxLength(10)),
});
export type Draft = z.infer<typeof draftSchema>;

export const sessionIdSchema = z.string().check(z.regex(idPattern("ses")));

/** As it is typed; `tidyTitle` says how it is kept. */
export const typedTitleSchema = z.string().check(
  z.maxLength(limits.typedTitleChars * 4),
  z.refine((title) => tidyTitle(title) !== "" && codePoints(tidyTitle(title)) <= limits.typedTitleChars),
);

export type Session = {
  id: string;
  title: string;
  draft: Draft;
  /** Grows by one with each saved draft: an older tab's draft never overwrites a newer one unseen. */
  draftRevision: number;
};
