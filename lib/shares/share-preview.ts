import * as z from "zod/mini";
import { makingSchema } from "@/lib/shares/public-share";

/** What a share shows with every part chosen, as its owner is shown it before choosing. Answer of GET /api/shares/[shareId]/preview */
export const sharePreviewSchema = z.object({
  /** In the order of the page; thumbnails from the owner's own door, null for a video. */
  pictures: z.array(z.object({ id: z.string(), thumbUrl: z.nullable(z.string()), width: z.int(), height: z.int(), bytes: z.int() })),
  /** Still being made: on the page they appear by themselves. */
  awaited: z.int(),
  makings: z.array(z.pick(makingSchema, { prompt: true, settings: true, priceMicroUsd: true })),
  references: z.array(z.object({ id: z.string(), thumbUrl: z.string() })),
});
export type SharePreview = z.infer<typeof sharePreviewSchema>;
