import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";
import { draftSchema, type Draft } from "@/lib/sessions/session";
import type { MicroUsd } from "@/lib/budget/money";

/** The composer's draft, sent. References go by id: an address from a browser is never believed. */
export const submitCommandSchema = z.object({
  sessionId: z.string().check(z.regex(idPattern("ses"))),
  /** One per click: the same key twice is the same take. */
  idempotencyKey: z.string().check(z.minLength(16), z.maxLength(64)),
  draft: draftSchema,
  /** The take whose missing frames are asked for again. */
  madeFor: z.optional(z.string().check(z.regex(idPattern("gen")))),
});
export type SubmitCommand = z.infer<typeof submitCommandSchema>;

/** What keeps a draft from being sent, at one of its fields. It is worded where it is shown. */
export type DraftFinding =
  | { code: "prompt_empty" }
  | { code: "prompt_too_long"; chars: number; most: number }
  | { code: "no_reference" }
  | { code: "too_few_references"; missing: number; least: number }
  | { code: "too_many_references"; references: number; most: number }
  | { code: "references_gone" }
  /** The engine fetches references from the internet, and cannot as long as the variable is what it is. */
  | { code: "not_public"; variable: "PUBLIC_URL" | "UPLOADTHING_TOKEN" | "UPLOADTHING_UFS_HOST" }
  | { code: "count_not_offered"; chosen: number; least: number; most: number }
  | { code: "no_room"; references: number; room: number }
  | { code: "size_not_offered"; sizes: number }
  | { code: "optimize_not_offered"; options: readonly Draft["optimize"][] }
  | { code: "seed_out_of_range"; min: number; max: number }
  /** Nothing that the composer could have sent. */
  | { code: "not_taken" };

export type DraftField = "prompt" | "references" | "count" | "size" | "optimize" | "seed";

export type SubmitRefusal =
  | { code: "invalid_input"; fields: Partial<Record<DraftField, DraftFinding>> }
  | { code: "session_not_found" }
  /** The click was taken before, and its take deleted since: nothing is sent again. */
  | { code: "take_deleted" }
  /** Nobody was let in, so nothing was written and nothing is sent. */
  | { code: "signed_out" }
  /** Holds `CAP_USD_PER_TAKE`. */
  | { code: "over_take_cap"; priceMicroUsd: MicroUsd; capMicroUsd: MicroUsd }
  /** Holds `CAP_USD_PER_DAY`; days are in UTC. */
  | { code: "over_day_cap"; priceMicroUsd: MicroUsd; leftMicroUsd: MicroUsd; capMicroUsd: MicroUsd }
  /** The engine told no price and a cap is set: `PRICE_USD_PER_OUTPUT` must be. */
  | { code: "price_unknown"; variable: "PRICE_USD_PER_OUTPUT" };

export type CancelRefusal = { code: "not_found" } | { code: "already_begun" } | { code: "settled" };

/** What the price on the button and the pill in the header are made from. */
export const engineStateSchema = z.object({
  engine: z.enum(["demo", "runcomfy"]),
  /** null: the engine did not tell it yet. 0 on the demo engine. */
  pricePerOutputMicroUsd: z.nullable(z.int()),
  spentTodayMicroUsd: z.int(),
  capPerDayMicroUsd: z.int(),
});
export type EngineState = z.infer<typeof engineStateSchema>;
