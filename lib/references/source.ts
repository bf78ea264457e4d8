import * as z from "zod/mini";

/** What a person chose where a picture is too long and narrow for the model. */
export const ratioFitSchema = z.discriminatedUnion("kind", [
  /** `position`: where the kept part lies along the long side; 0 its beginning, 1 its end. */
  z.object({ kind: z.literal("crop"), position: z.number().check(z.gte(0), z.lte(1)) }),
  z.object({ kind: z.literal("pad"), fill: z.enum(["edge", "blur"]) }),
]);
export type RatioFit = z.infer<typeof ratioFitSchema>;

export const strippedSchema = z.enum(["place", "camera", "preview", "text", "trailing", "other"]);
export type Stripped = z.infer<typeof strippedSchema>;

/** One thing that was done to a file so that the model takes it. */
export const changeSchema = z.discriminatedUnion("kind", [
  /** Metadata that was cut out; the pixels are what they were. */
  z.object({ kind: z.literal("stripped"), what: z.array(strippedSchema).check(z.maxLength(6)) }),
  /** Turned upright by its orientation flag, 2 to 8. */
  z.object({ kind: z.literal("turned"), orientation: z.int() }),
  /** Turned by the person, so many quarters to the right. */
  z.object({ kind: z.literal("turned_by_hand"), turns: z.literal([1, 2, 3]) }),
  /** Converted to sRGB from the profile of this name. */
  z.object({ kind: z.literal("recoloured"), from: z.string().check(z.maxLength(80)) }),
  /** The first picture of an animation or of several pages. */
  z.object({ kind: z.literal("first_of"), pictures: z.nullable(z.int()) }),
  z.object({ kind: z.literal("fitted"), fit: ratioFitSchema }),
  z.object({ kind: z.literal("shrunk"), why: z.enum(["sides", "bytes"]) }),
  /** Written anew; `quality` 0 to 1 for JPEG, null for PNG. */
  z.object({ kind: z.literal("encoded"), quality: z.nullable(z.number()) }),
]);
export type Change = z.infer<typeof changeSchema>;

/** A person's file as it was, and what was done to it in the browser, in that order. Told by the browser: shown, never trusted. */
export const sourceSchema = z.object({
  format: z.string().check(z.regex(/^[a-z0-9]{2,8}$/)),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  changes: z.array(changeSchema).check(z.maxLength(8)),
});
export type Source = z.infer<typeof sourceSchema>;
