import { z } from "zod";
import { productSchema } from "@/lib/emulator/order";

/** The states of a run, as /result spells them. */
const runStatusSchema = z.enum(["in_queue", "in_progress", "succeeded", "failed", "cancelled"]);

const json = <S extends z.ZodType>(schema: S) => z.string().transform((text): unknown => JSON.parse(text)).pipe(schema);

/** What a failed run tells: the service promises no shape. */
export type RunError = string | Readonly<Record<string, unknown>>;

export const requestRowSchema = z.object({
  seq: z.int(),
  id: z.string(),
  model_id: z.string(),
  prompt: z.string(),
  product: productSchema,
  frames: z.int(),
  width: z.int(),
  height: z.int(),
  optimize: z.string(),
  /** What the pictures are drawn by: the same words give the same pictures. */
  seed_words: z.string(),
  reference_hashes: json(z.array(z.string())),
  /** As it was sent. */
  input: json(z.unknown()),
  /** Whose it is; null where the emulator asks for no token. */
  token_hash: z.string().nullable(),
  price_micro_usd: z.int(),
  status: runStatusSchema,
  output_names: json(z.array(z.string())),
  error: json(z.unknown()).nullable(),
  created_at: z.int(),
  started_at: z.int().nullable(),
  finished_at: z.int().nullable(),
});
export type RequestRow = z.infer<typeof requestRowSchema>;

export type NewRequest = Pick<
  RequestRow,
  "id" | "model_id" | "prompt" | "product" | "frames" | "width" | "height" | "optimize" | "seed_words" | "token_hash" | "price_micro_usd" | "created_at"
> & {
  reference_hashes: readonly string[];
  /** JSON, as it was sent. */
  input: string;
  images_asked: number;
};

/** One POST to a model with a body, whatever came of it. `http_status` null: the process died before the answer. */
export const ledgerRowSchema = z.object({
  seq: z.int(),
  seen_at: z.int(),
  model_id: z.string(),
  body: z.string(),
  http_status: z.int().nullable(),
  error_code: z.int().nullable(),
  request_id: z.string().nullable(),
  images_asked: z.int().nullable(),
  billed_micro_usd: z.int(),
  status: runStatusSchema.nullable(),
  created_at: z.int().nullable(),
  started_at: z.int().nullable(),
  finished_at: z.int().nullable(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;
