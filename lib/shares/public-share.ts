import * as z from "zod/mini";

/** What everybody who has the link gets: nothing else of a share leaves the server. */

const previewsSchema = z.object({ tiny: z.string(), small: z.string(), large: z.string() });

const pictureSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("delivered"),
    /** From 1; a number stays its picture's, so there may be gaps. */
    number: z.int(),
    media: z.enum(["image", "video"]),
    width: z.int(),
    height: z.int(),
    /** WebP at 384, 640 and 1280 px, where an older frame answers at 384 with that of 640; null for what has none (a video), which `fileUrl` then shows. */
    previews: z.nullable(previewsSchema),
    /** The file as it came: null where it may not be had. */
    fileUrl: z.nullable(z.string()),
    /** Its average colour, "rgb(0 0 0)", until it is there. */
    tint: z.nullable(z.string()),
  }),
  /** Still on its way. */
  z.object({ state: z.literal("awaited"), number: z.int(), width: z.int(), height: z.int() }),
]);
export type PublicPicture = z.infer<typeof pictureSchema>;
export type DeliveredPicture = Extract<PublicPicture, { state: "delivered" }>;

const stepSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("photograph"), url: z.string(), width: z.int(), height: z.int() }),
  z.object({ kind: z.literal("picture"), url: z.string(), width: z.int(), height: z.int() }),
  /** A photograph that is not shown, or a picture that is not there any more. */
  z.object({ kind: z.literal("unshown") }),
]);
export type PublicStep = z.infer<typeof stepSchema>;

const settingsSchema = z.object({
  /** By its name; null where the demo engine stood in for it, which is no model. */
  model: z.nullable(z.string()),
  /** Images asked for; of single frames, those that are shown: the rest is nobody's business. */
  count: z.int(),
  width: z.int(),
  height: z.int(),
  /** "16:9" */
  ratio: z.string(),
  optimize: z.enum(["fast", "standard"]),
  seed: z.nullable(z.int()),
});
export type PublicSettings = z.infer<typeof settingsSchema>;

/** How some of the pictures were made. What is null is not shown. */
export const makingSchema = z.object({
  numbers: z.array(z.int()),
  prompt: z.nullable(z.string()),
  settings: z.nullable(settingsSchema),
  /** The pictures it was made from; `number` is what the prompt calls them: "image 2". */
  references: z.nullable(z.array(z.object({ number: z.int(), previews: previewsSchema, width: z.int(), height: z.int() }))),
  /** From the first photograph on, up to what it was made from. */
  line: z.nullable(z.array(stepSchema)),
  priceMicroUsd: z.nullable(z.int()),
});
export type PublicMaking = z.infer<typeof makingSchema>;

export const publicShareSchema = z.object({
  title: z.string(),
  message: z.string(),
  sender: z.string(),
  sharedAt: z.int(),
  pictures: z.array(pictureSchema),
  makings: z.array(makingSchema),
  /** All pictures as one zip. */
  zipUrl: z.nullable(z.string()),
  isIndexable: z.boolean(),
  /** There is more to come: ask again. */
  isOpen: z.boolean(),
});
export type PublicShare = z.infer<typeof publicShareSchema>;
