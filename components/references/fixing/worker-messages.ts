import * as z from "zod/mini";
import type { PrepareOptions } from "@/components/references/fixing/prepared";
import { referenceFormatSchema, referenceProblemSchema } from "@/lib/references/reference";
import { sourceSchema } from "@/lib/references/source";
import { waySchema } from "@/lib/references/way";

const blobSchema = z.instanceof(Blob);
const ruleSchema = z.object({
  dimension: z.enum(["file_size_mb", "width/height", "width_pixels", "height_pixels"]), op: z.enum(["<", ">"]), value: z.number(), message: z.string(),
});

/** One file for the worker; it has one at a time. */
export const fixOrderSchema = z.object({ file: z.instanceof(File), rules: z.array(ruleSchema), way: waySchema });
export type FixOrder = { file: File } & Pick<PrepareOptions, "rules" | "way">;

const unfittedSchema = z.object({ width: z.int(), height: z.int(), previewBlob: blobSchema });

const preparedSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"), file: blobSchema, mime: z.enum(["image/jpeg", "image/png"]), source: sourceSchema, width: z.int(), height: z.int(),
    otherFormat: z.nullable(referenceFormatSchema), unfitted: z.nullable(unfittedSchema),
  }),
  z.extend(unfittedSchema, { kind: z.literal("needs_fit") }),
  z.object({ kind: z.literal("refused"), problem: referenceProblemSchema }),
  z.object({ kind: z.literal("moved") }),
  z.object({ kind: z.literal("unavailable") }),
]);

/** What the worker says: once that it runs, then of each file how far it is and what became of it. */
export const workerWordSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("loaded") }),
  z.object({ kind: z.literal("progress"), step: z.enum(["waiting", "looking", "decoding", "fitting", "encoding"]), percent: z.number() }),
  /** `isSpent`: it is not to be given another file. */
  z.object({ kind: z.literal("done"), prepared: preparedSchema, isSpent: z.boolean() }),
]);
export type WorkerWord = z.infer<typeof workerWordSchema>;
