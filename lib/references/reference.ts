import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";
import { sourceSchema, strippedSchema } from "@/lib/references/source";

export const referenceFormatSchema = z.enum(["jpeg", "png"]);
export type ReferenceFormat = z.infer<typeof referenceFormatSchema>;

/** An input image in our storage, measured from its stored bytes by the server. */
export const referenceSchema = z.object({
  id: z.string().check(z.regex(idPattern("ref"))),
  /** As the person's file was called; shown, never a path. */
  name: z.string(),
  format: referenceFormatSchema,
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  /** 640 px wide WebP from our own origin. */
  thumbUrl: z.string(),
  /** The frame it was made from ("6-2"), where it was one. */
  madeFrom: z.nullable(z.string()),
  /** What it was before the studio made it fit; null where nobody told, or what was told cannot be read. */
  source: z.catch(z.nullable(sourceSchema), null),
});
export type Reference = z.infer<typeof referenceSchema>;

/** What the server found wrong with the stored bytes; each carries the numbers its sentence needs. */
export const referenceProblemSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("not_an_image") }),
  z.object({ code: z.literal("empty") }),
  z.object({ code: z.literal("wrong_format"), format: z.string() }),
  z.object({ code: z.literal("too_many_bytes"), bytes: z.int(), limitBytes: z.int() }),
  z.object({ code: z.literal("ratio_out_of_range"), width: z.int(), height: z.int(), min: z.number(), max: z.number() }),
  z.object({ code: z.literal("too_small"), width: z.int(), height: z.int(), limit: z.int() }),
  z.object({ code: z.literal("too_large"), width: z.int(), height: z.int(), limit: z.int() }),
  /** So many that decoding it would take the device's memory. */
  z.object({ code: z.literal("too_many_pixels"), width: z.int(), height: z.int(), limitPixels: z.int() }),
  z.object({ code: z.literal("damaged") }),
  /** An animation or several pages; null where the file does not say how many. */
  z.object({ code: z.literal("animated"), pictures: z.nullable(z.int()) }),
  /** What the browser was to cut out, and the stored bytes still have. */
  z.object({ code: z.literal("metadata_left"), what: z.array(strippedSchema) }),
]);
export type ReferenceProblem = z.infer<typeof referenceProblemSchema>;

export type ReferenceRefusal =
  | { code: "problem"; problem: ReferenceProblem }
  /** The storage has not told us of this upload (yet). */
  | { code: "not_stored" }
  | { code: "storage_unavailable" }
  | { code: "not_found" };
