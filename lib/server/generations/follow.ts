import "server-only";
import type { Failure } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";
import type { GenerationRow } from "@/lib/server/db/database";
import type { AdvanceDeps } from "@/lib/server/generations/advance-deps";
import { backoffMs } from "@/lib/server/generations/backoff";
import type { Changes } from "@/lib/server/generations/store";
import type { Provider, ReadError, RequestResult } from "@/lib/server/provider/provider";

type Following = "in_queue" | "in_progress";

/** Asks where an accepted request stands, and takes its end home. */
export async function follow(deps: AdvanceDeps, row: GenerationRow, status: Following): Promise<number> {
  const { store, reads, now } = deps;
  if (row.request_id === null) throw new Error(`${row.id} is ${status} without a request`);
  const provider = deps.providerOf(row);
  await reads.take();
  if (row.cancel === "asked" && (await cancel(deps, row, status, provider, row.request_id))) return now();

  const answer = await provider.status(row.request_id);
  if (!answer.ok) return readLater(deps, row, status, answer.error);
  switch (answer.value.state) {
    case "in_queue": {
      const { queuePosition } = answer.value;
      if (queuePosition !== row.queue_position || hasFailedReads(row)) await store.move(row, status, { queue_position: queuePosition, ...RECOVERED }, now());
      return now() + deps.pollMs(row, now());
    }
    case "in_progress":
      if (status === "in_queue" || hasFailedReads(row)) await store.move(row, "in_progress", { queue_position: null, started_at: row.started_at ?? now(), ...RECOVERED }, now());
      return now() + deps.pollMs(row, now());
    case "ended": return end(deps, row, status, provider, row.request_id);
    default: return answer.value satisfies never;
  }
}

const hasFailedReads = (row: GenerationRow): boolean => row.attempts > 0 || row.lost_strikes > 0;
const RECOVERED = { waiting: "none", attempts: 0, lost_strikes: 0, lost_since: null } as const;

async function end(deps: AdvanceDeps, row: GenerationRow, status: Following, provider: Provider, requestId: string): Promise<number> {
  const { store, reads, now } = deps;
  await reads.take();
  const answer = await provider.result(requestId);
  if (!answer.ok) return readLater(deps, row, status, answer.error);
  const result = answer.value;
  const told = { result_json: result.body ?? null };
  switch (result.state) {
    case "running": return now() + deps.pollMs(row, now());
    case "succeeded": await store.startSaving(row, result.urls, result.costMicroUsd, now(), told.result_json); return now();
    case "failed": await failed(deps, row, result, told); return now();
    case "cancelled": await store.move(row, "cancelled", told, now(), { charge: "released", chargedMicroUsd: 0 }); return now();
    default: return result satisfies never;
  }
}

/** No cost told means the maximum. */
async function failed({ store, now }: AdvanceDeps, row: GenerationRow, result: Extract<RequestResult, { state: "failed" }>, told: Pick<Changes, "result_json">): Promise<void> {
  const chargedMicroUsd = result.costMicroUsd ?? row.charged_micro_usd;
  const failure: Failure = result.message === null ? { code: "no_output" } : { code: "provider_failed", message: result.message };
  await store.move(row, "failed", told, now(), { charge: result.costMicroUsd === 0 ? "released" : "charged", chargedMicroUsd, failure });
}

/** @returns false where the provider gave no answer to the wish: where the request stands is asked all the same. */
async function cancel({ store, now, log }: AdvanceDeps, row: GenerationRow, status: Following, provider: Provider, requestId: string): Promise<boolean> {
  const answer = await provider.cancel(requestId);
  if (!answer.ok) {
    log.warn("provider.cancel_failed", { id: row.id, code: answer.error.code });
    return false;
  }
  if (answer.value === "cancelled") await store.move(row, "cancelled", { queue_position: null }, now(), { charge: "released", chargedMicroUsd: 0 });
  else await store.move(row, status, { cancel: "not_cancellable" }, now());
  return true;
}

async function readLater(deps: AdvanceDeps, row: GenerationRow, status: Following, error: ReadError): Promise<number> {
  const { store, now, log } = deps;
  switch (error.code) {
    case "not_found": return strike(deps, row, status);
    case "token_refused": case "unavailable": {
      log.warn("provider.read_failed", { id: row.id, code: error.code, reason: error.code === "unavailable" ? error.reason : undefined });
      await store.move(row, status, { waiting: error.code === "token_refused" ? "token_refused" : "unreachable", attempts: row.attempts + 1 }, now());
      return now() + backoffMs(limits.readBackoffMs, row.attempts, error.code === "unavailable" ? error.retryAfterMs : null);
    }
    default: return error satisfies never;
  }
}

/** One "not found" may be a replica behind; several over ten minutes are not. */
async function strike({ store, now }: AdvanceDeps, row: GenerationRow, status: Following): Promise<number> {
  const strikes = row.lost_strikes + 1;
  const since = row.lost_since ?? now();
  if (strikes >= limits.lostStrikes && now() - since >= limits.lostAfterMs) {
    await store.move(row, "failed", {}, now(), { charge: "charged", chargedMicroUsd: row.charged_micro_usd, failure: { code: "lost_by_provider" } });
    return now();
  }
  await store.move(row, status, { lost_strikes: strikes, lost_since: since }, now());
  return now() + limits.lostAfterMs / (limits.lostStrikes - 1);
}
