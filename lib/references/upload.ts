import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { sourceSchema } from "@/lib/references/source";

/** The one slug of UploadThing's file router. */
export const uploadEndpoint = "reference";

/** A tile's id is also the uploaded file's name: its key is then stable, so that a second try resumes. */
export const tileIdSchema = z.string().check(z.regex(/^[0-9a-f]{32}$/));

export const uploadInputSchema = z.object({
  sessionId: z.string().check(z.regex(idPattern("ses"))),
  tileId: tileIdSchema,
  /** What the person's file was called. */
  name: z.string().check(z.minLength(1), z.maxLength(limits.fileNameChars)),
  /** What the file was and what was done to it; shown on the tile, never trusted. */
  source: z.optional(sourceSchema),
  /** The reference that this one takes the place of, where it is the same file in another way: what it was made from stays so. */
  otherWayOf: z.optional(z.string().check(z.regex(idPattern("ref")))),
});
export type UploadInput = z.infer<typeof uploadInputSchema>;

export const samples = ["cups", "oranges", "blossom"] as const;
export const sampleSchema = z.enum(samples);
export type Sample = z.infer<typeof sampleSchema>;
