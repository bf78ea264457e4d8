import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";

/** Apart from generation.ts, because the browser loads what checks a generation with its first poll only. */

export const generationStatusSchema = z.enum([
  "submitting", "in_queue", "in_progress", "saving", "completed", "failed", "cancelled", "unclear",
]);

export const chargeSchema = z.enum(["reserved", "charged", "unclear", "released"]);

export const engineSchema = z.enum(["demo", "runcomfy"]);

/** Why a generation failed; each has its sentence in components/sheet/failure-text.ts. */
export const failureSchema = z.discriminatedUnion("code", [
  /** The provider refused the input (4xx with a code): nothing ran. */
  z.object({ code: z.literal("refused"), message: z.string() }),
  z.object({ code: z.literal("token_refused") }),
  z.object({ code: z.literal("balance_empty") }),
  /** Never got through, although tried again and again: nothing was sent. */
  z.object({ code: z.literal("unreachable") }),
  z.object({ code: z.literal("rate_limited") }),
  /** A reference is on an address that the provider cannot fetch; `variable` names what to set. */
  z.object({ code: z.literal("reference_not_public"), variable: z.string() }),
  /**
   * Fetched as the provider would, a reference did not come from its public address: nothing was sent. `status` is what was
   * answered instead, `variable` what leads there.
   */
  z.object({
    code: z.literal("reference_unreachable"),
    name: z.string(),
    origin: z.string(),
    variable: z.string(),
    found: z.enum(["no_answer", "status", "private_address", "no_image", "other_bytes"]),
    status: z.nullable(z.int()),
  }),
  /** The model's schema is gone from this studio: nothing was sent. */
  z.object({ code: z.literal("model_unknown"), model: z.string() }),
  /** It ran and ended in failure; the message is the provider's own words. */
  z.object({ code: z.literal("provider_failed"), message: z.string() }),
  /** It ran, ended, and said nothing but that it is done: there was no file. */
  z.object({ code: z.literal("no_output") }),
  z.object({ code: z.literal("lost_by_provider") }),
]);

export const outputSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("delivered"),
    id: z.string().check(z.regex(idPattern("out"))),
    /** From 1: frame "6-2" has index 2. */
    index: z.int(),
    media: z.enum(["image", "video"]),
    url: z.string(),
    /** 0 where a video did not tell. */
    width: z.int(),
    height: z.int(),
    bytes: z.int(),
    mime: z.string(),
    /** WebP at 384, 640 and 1280 px, where an older frame answers at 384 with that of 640; null for a video. */
    thumbs: z.nullable(z.object({ tiny: z.string(), small: z.string(), large: z.string() })),
    /** thumbhash, base64. */
    placeholder: z.nullable(z.string()),
    /** When its owner marked it as one to keep. */
    markedAt: z.nullable(z.int()),
  }),
  /** Asked for, and the provider made fewer. */
  z.object({ state: z.literal("missing"), index: z.int() }),
  /** Made, but its file could not be fetched any more. */
  z.object({ state: z.literal("lost"), index: z.int() }),
  /** Came, and was deleted. */
  z.object({ state: z.literal("deleted"), index: z.int() }),
]);

const identity = {
  id: z.string().check(z.regex(idPattern("gen"))),
  sessionId: z.string().check(z.regex(idPattern("ses"))),
  /** 1, 2, 3 ... within the session; on screen "Take 6". */
  take: z.int(),
  version: z.int(),
  modelId: z.string(),
  engine: engineSchema,
  prompt: z.string(),
  /** Images asked for: the maximum, which is also what is paid for. */
  count: z.int(),
  width: z.int(),
  height: z.int(),
  optimize: z.enum(["fast", "standard"]),
  seed: z.nullable(z.int()),
  references: z.array(z.object({
    id: z.string(), name: z.string(), thumbUrl: z.string(),
    /** The frame it was made from ("6-2") and that output's id, where it was one. The output may be gone. */
    madeFrom: z.nullable(z.object({ frame: z.string(), outputId: z.nullable(z.string()) })),
  })),
  /** The take whose missing frames were asked for again by this one. */
  madeFor: z.nullable(z.string()),
  charge: chargeSchema,
  /** What `charge` speaks of, in micro-dollars: reserved or charged. 0 on the demo engine. */
  amountMicroUsd: z.int(),
  createdAt: z.int(),
  requestId: z.nullable(z.string()),
  /** Made and paid elsewhere, and brought in with its session. */
  isImported: z.boolean(),
};
/** Asked for by the person; the provider has the last word. */
const cancel = z.enum(["none", "asked", "not_cancellable"]);
/** Trouble with the provider, or with a reference's public address, that may pass: what is asked is asked again. While submitting it is known that nothing arrived. */
const waiting = z.enum(["none", "unreachable", "rate_limited", "token_refused", "reference_unreachable"]);
const open = { cancel, waiting };
const settled = { settledAt: z.int() };

export const generationSchema = z.discriminatedUnion("status", [
  z.object({ ...identity, ...open, status: z.literal("submitting") }),
  z.object({ ...identity, ...open, status: z.literal("in_queue"), queuePosition: z.nullable(z.int()) }),
  z.object({ ...identity, ...open, status: z.literal("in_progress"), startedAt: z.int() }),
  z.object({ ...identity, ...open, status: z.literal("saving"), outputs: z.array(outputSchema) }),
  z.object({ ...identity, ...settled, status: z.literal("completed"), outputs: z.array(outputSchema) }),
  z.object({ ...identity, ...settled, status: z.literal("failed"), reason: failureSchema }),
  z.object({ ...identity, ...settled, status: z.literal("cancelled") }),
  z.object({ ...identity, ...settled, status: z.literal("unclear") }),
]);
