import * as z from "zod/mini";
import { engineSchema, generationStatusSchema } from "@/lib/generations/generation-schema";

/** The answer of GET /api/generations/[generationId]/facts: what is on record of a take. */
export const factsSchema = z.object({
  id: z.string(),
  status: generationStatusSchema,
  modelId: z.string(),
  engine: engineSchema,
  /** The engine's address, as it was when the take was sent. */
  baseUrl: z.string(),
  /** To quote to the engine's support; null before it was accepted. */
  requestId: z.nullable(z.string()),
  /** The input as it was sent, and the engine's last answer: JSON text without anything secret; null where there is none. */
  inputJson: z.nullable(z.string()),
  resultJson: z.nullable(z.string()),
  /** When what happened, in milliseconds; null for what has not. */
  times: z.object({
    createdAt: z.int(),
    sentAt: z.nullable(z.int()),
    acceptedAt: z.nullable(z.int()),
    startedAt: z.nullable(z.int()),
    settledAt: z.nullable(z.int()),
  }),
  /** Asked for. */
  asked: z.object({ count: z.int(), width: z.nullable(z.int()), height: z.nullable(z.int()) }),
  /** Got, in order: of each frame's file. */
  got: z.array(z.object({ id: z.string(), index: z.int(), mime: z.string(), width: z.int(), height: z.int(), bytes: z.int(), sha256: z.nullable(z.string()) })),
});
export type GenerationFacts = z.infer<typeof factsSchema>;
