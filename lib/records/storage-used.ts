import * as z from "zod/mini";

const part = z.object({ count: z.int(), bytes: z.int() });

/** The answer of GET /api/storage: what an owner's pictures take on disk. A file that is there once counts once, whoever else uses it. */
export const storageUsedSchema = z.object({
  /** Frames of every session, with their thumbnails. */
  frames: part,
  /** Photographs and frames that were given to the model. */
  references: part,
  /** Of the frames, those without a mark: what deleting them would free. */
  unmarked: part,
  /** Deleted, and still to be brought back or about to go. */
  leaving: part,
});
export type StorageUsed = z.infer<typeof storageUsedSchema>;
