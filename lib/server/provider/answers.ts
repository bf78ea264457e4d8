import "server-only";
import { z } from "zod";
import { microUsd } from "@/lib/budget/money";
import { limits } from "@/lib/limits";
import type { RequestResult, RequestStatus } from "@/lib/server/provider/provider";

/** Tolerant readings of what RunComfy answers: the words of its documentation, and those that its own clients accept. */
const STATE_OF_WORD: Readonly<Record<string, "in_queue" | "running" | "completed" | "succeeded" | "failed" | "cancelled">> = {
  in_queue: "in_queue", pending: "in_queue", waiting: "in_queue",
  in_progress: "running", starting: "running", processing: "running",
  completed: "completed", succeeded: "succeeded",
  failed: "failed", error: "failed",
  cancelled: "cancelled", canceled: "cancelled",
};

const code = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
const bodySchema = z.looseObject({
  error_code: code.optional().catch(undefined),
  error_message: z.unknown().optional(),
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  detail: z.unknown().optional(),
  status: z.unknown().optional(),
  request_id: z.unknown().optional(),
  queue_position: z.unknown().optional(),
  output: z.unknown().optional(),
  cost: z.unknown().optional(),
  outcome: z.unknown().optional(),
  base_price_usd: z.unknown().optional(),
  price_unit: z.unknown().optional(),
});
export type Body = z.infer<typeof bodySchema>;

/** @returns null where the body is no JSON object. */
export function parseBody(text: string): Body | null {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const requestIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** The provider's own words, as text; an error of any shape. */
export function messageOf(body: Body | null): string {
  const said = [body?.error_message, body?.message, body?.error].find((value) => value !== undefined && value !== null && value !== "");
  const detail = body?.detail === undefined || body.detail === null ? "" : detailText(body.detail);
  return [said === undefined ? "" : asText(said), detail].filter((part) => part !== "").join(" ").slice(0, limits.providerMessageChars);
}

const detailSchema = z.array(z.looseObject({ loc: z.array(z.union([z.string(), z.number()])).optional(), msg: z.string() }));

function detailText(detail: unknown): string {
  const parsed = detailSchema.safeParse(detail);
  if (!parsed.success) return asText(detail);
  return parsed.data.map(({ loc, msg }) => (loc ? `${loc.filter((part) => part !== "body").join(".")}: ${msg}` : msg)).join(" ");
}

/** @param unknownWord is told a word that no table holds: still working, and worth a line in the log. */
export function statusOf(body: Body, unknownWord: (word: string) => void): RequestStatus {
  const word = typeof body.status === "string" ? body.status.toLowerCase() : "";
  const state = STATE_OF_WORD[word];
  switch (state) {
    case "in_queue": {
      const position = z.number().int().min(0).safeParse(body.queue_position);
      return { state: "in_queue", queuePosition: position.success ? position.data : null };
    }
    case "running": return { state: "in_progress" };
    case "completed": case "succeeded": case "failed": case "cancelled": return { state: "ended" };
    case undefined: unknownWord(word); return { state: "in_progress" };
    default: return state satisfies never;
  }
}

/** A run that failed, or was cancelled, by its own word. */
export const endedBadly = (body: Body): boolean => {
  const state = STATE_OF_WORD[typeof body.status === "string" ? body.status.toLowerCase() : ""];
  return state === "failed" || state === "cancelled";
};

export function resultOf(body: Body, unknownWord: (word: string) => void): RequestResult {
  const word = typeof body.status === "string" ? body.status.toLowerCase() : "";
  const state = STATE_OF_WORD[word];
  const costMicroUsd = costOf(body);
  switch (state) {
    case "in_queue": case "running": return { state: "running" };
    // A result called "completed" succeeded if it brought something.
    case "completed": case "succeeded": {
      const urls = outputUrls(body.output);
      if (urls.length > 0) return { state: "succeeded", urls, costMicroUsd };
      return { state: "failed", message: messageOf(body) || null, costMicroUsd };
    }
    case "failed": return { state: "failed", message: messageOf(body), costMicroUsd };
    case "cancelled": return { state: "cancelled" };
    case undefined: unknownWord(word); return { state: "running" };
    default: return state satisfies never;
  }
}

function costOf(body: Body): number | null {
  const cost = z.coerce.number().min(0).safeParse(body.cost ?? undefined);
  return cost.success ? microUsd(cost.data) : null;
}

const oneOrMany = z.union([z.string().transform((url) => [url]), z.array(z.unknown())]).catch([]);
const outputKeys = ["images", "image", "videos", "video", "audios", "audio"] as const;

/** From `output` alone, in its own order: a result may echo inputs elsewhere. A bad address is left out, never the group. */
function outputUrls(output: unknown): string[] {
  const record = z.record(z.string(), z.unknown()).safeParse(output);
  if (!record.success) return [];
  const urls = outputKeys.flatMap((key) => oneOrMany.parse(record.data[key])).filter((url) => typeof url === "string" && URL.canParse(url));
  return [...new Set(urls.map(String))].slice(0, limits.outputsPerResult);
}

const priceSchema = z.number().min(0);

/** A catalog entry's price of one output; null where it tells none, or one for something else (a second of video). */
export function pricePerOutputOf(body: Body): number | null {
  const price = priceSchema.safeParse(body.base_price_usd);
  const isPerOutput = body.price_unit === undefined || body.price_unit === null || body.price_unit === "output";
  return price.success && isPerOutput ? microUsd(price.data) : null;
}
