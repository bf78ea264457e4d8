import type { RequestRow } from "@/lib/emulator/request-row";
import type { Store } from "@/lib/emulator/store";

const MICRO_PER_USD = 1_000_000;

/** /status has fewer words than /result: it says that a run stopped, not how. */
const statusWord = ({ status }: RequestRow): string => (status === "succeeded" || status === "failed" ? "completed" : status);

const iso = (timeMs: number | null): string | null => (timeMs === null ? null : new Date(timeMs).toISOString());

const addressesOf = (base: string, id: string) => ({
  status_url: `${base}/v1/requests/${id}/status`,
  result_url: `${base}/v1/requests/${id}/result`,
});

export const submitAnswer = (base: string, id: string) => ({
  request_id: id,
  ...addressesOf(base, id),
  cancel_url: `${base}/v1/requests/${id}/cancel`,
});

export const statusAnswer = (base: string, store: Store, request: RequestRow) => ({
  request_id: request.id,
  status: statusWord(request),
  ...(request.status === "in_queue" ? { queue_position: store.queuePosition(request) } : {}),
  ...addressesOf(base, request.id),
});

/** One output and several have different keys. */
function outputOf(base: string, { id, product, output_names: names }: RequestRow) {
  const files = names.map((name) => `${base}/files/${id}/${name}`);
  switch (product) {
    case "group":
    case "sheet": return files.length === 1 ? { image: files[0] } : { images: files };
    case "clip": return files.length === 1 ? { video: files[0] } : { videos: files };
    default: return product satisfies never;
  }
}

export function resultAnswer(base: string, request: RequestRow, { withCost, withInput }: { withCost: boolean; withInput: boolean }) {
  const isPaid = request.status === "succeeded";
  return {
    request_id: request.id,
    status: request.status,
    ...(isPaid ? { output: outputOf(base, request) } : {}),
    ...(withInput ? { input: request.input } : {}),
    created_at: iso(request.created_at),
    finished_at: iso(request.finished_at),
    ...(request.error === null ? {} : { error: request.error }),
    ...(withCost && request.finished_at !== null ? { cost: isPaid ? request.price_micro_usd / MICRO_PER_USD : 0 } : {}),
  };
}

export const cancelAnswer = (request: RequestRow, outcome: "cancelled" | "not_cancellable") => ({
  request_id: request.id,
  status: statusWord(request),
  outcome,
});

export const ledgerAnswer = (store: Store) => ({
  balance_usd: store.balanceMicroUsd() / MICRO_PER_USD,
  posts: store.ledger().map(({ billed_micro_usd, ...row }) => ({ ...row, billed_usd: billed_micro_usd / MICRO_PER_USD })),
});

export const balanceAnswer = (store: Store) => ({ balance_usd: store.balanceMicroUsd() / MICRO_PER_USD, currency: "USD" });
