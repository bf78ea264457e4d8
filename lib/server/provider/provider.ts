import "server-only";
import type { MicroUsd } from "@/lib/budget/money";
import type { Result } from "@/lib/result";

/** A hosted engine that runs models: RunComfy, or the emulator of it. Everything here is one outgoing call. */
export type Provider = {
  /**
   * Starts a run that costs money. Never call it twice for one generation: the provider has no idempotency key.
   * @param beforeSend runs when the provider has seen a first half that it cannot act on; when it throws, the rest stays here.
   */
  submit(modelId: string, input: Record<string, unknown>, beforeSend: () => Promise<void>): Promise<Result<{ requestId: string }, SubmitError>>;
  status(requestId: string): Promise<Result<RequestStatus, ReadError>>;
  result(requestId: string): Promise<Result<ToldResult, ReadError>>;
  cancel(requestId: string): Promise<Result<"cancelled" | "not_cancellable", ReadError>>;
  /** From the catalog; null where it tells none: a missing price is never "free". */
  pricePerOutput(modelId: string): Promise<Result<MicroUsd | null, ReadError>>;
};

export type SubmitError =
  /** Certain: nothing ran. */
  | { code: "refused"; message: string }
  | { code: "token_refused" }
  | { code: "balance_empty" }
  /** Certain: it did not arrive, or was turned away at the door. May be sent again later. */
  | { code: "unreachable"; retryAfterMs: number | null }
  | { code: "rate_limited"; retryAfterMs: number | null }
  /** The request may have been accepted: never retry, it could be billed twice. */
  | { code: "uncertain"; reason: string };

export type ReadError =
  | { code: "unavailable"; reason: string; retryAfterMs: number | null }
  | { code: "token_refused" }
  /** 404001: nonexistent, deleted or expired. */
  | { code: "not_found" };

export type RequestStatus =
  | { state: "in_queue"; queuePosition: number | null }
  | { state: "in_progress" }
  /** It stopped running; only the result says how. */
  | { state: "ended" };

export type RequestResult =
  | { state: "running" }
  | { state: "succeeded"; urls: readonly string[]; costMicroUsd: MicroUsd | null }
  /** In the provider's own words; null where it only ended without a file. */
  | { state: "failed"; message: string | null; costMicroUsd: MicroUsd | null }
  | { state: "cancelled" };

/** With the answer as it came, for the record; none is kept where it is no JSON. */
export type ToldResult = RequestResult & { body?: string };
