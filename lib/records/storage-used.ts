import * as z from "zod/mini";

/** Ages of takes at which their unmarked frames can be freed; 0 is all of them. */
export const freeAgesDays = [90, 30, 7, 0] as const;
export const freeAgeSchema = z.literal(freeAgesDays);
export type FreeAgeDays = (typeof freeAgesDays)[number];

const part = z.object({ count: z.int(), bytes: z.int() });

/** What an owner's pictures take on disk. A file that is there once counts once, whoever else uses it. */
const storageUsedSchema = z.object({
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

/** What deleting the unmarked frames of takes that are at least so old would free. */
const freeableSchema = z.object({ days: freeAgeSchema, count: z.int(), bytes: z.int() });
export type FreeableByAge = z.infer<typeof freeableSchema>;

/** The answer of GET /api/storage. */
export const storageAnswerSchema = z.extend(storageUsedSchema, { freeable: z.array(freeableSchema) });
export type StorageAnswer = z.infer<typeof storageAnswerSchema>;
