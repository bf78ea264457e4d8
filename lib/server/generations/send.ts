import "server-only";
import type { Failure } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";
import { toInput } from "@/lib/models/draft-input";
import { err, ok, type Result } from "@/lib/result";
import type { GenerationRow } from "@/lib/server/db/database";
import type { AdvanceDeps } from "@/lib/server/generations/advance-deps";
import { backoffMs } from "@/lib/server/generations/backoff";
import type { SubmitError } from "@/lib/server/provider/provider";
import { addressOf, prove, type Proved, type ReachFailure } from "@/lib/server/references/reach";
import { draftSchema } from "@/lib/sessions/session";

const RELEASED = { charge: "released", chargedMicroUsd: 0 } as const;

/** The one POST of a generation. */
export async function send(deps: AdvanceDeps, row: GenerationRow): Promise<number> {
  const { store, now } = deps;
  // Stamped by a process that died before it wrote an answer down: it may be running, and paid for.
  if (row.post_started_at !== null) return becomeUnclear(deps, row, "the process ended before the answer");
  if (row.cancel === "asked") {
    await store.move(row, "cancelled", {}, now(), RELEASED);
    return now();
  }
  const input = await inputOf(deps, row);
  if (!input.ok) return fail(deps, row, input.error);
  const unproved = await firstUnproved(deps, row, input.value.references);
  if (unproved !== null) return settleUnproved(deps, row, unproved);

  let withdrawn = false;
  const answer = await deps.providerOf(row).submit(row.model_id, input.value.input, async () => {
    if (await store.stampPost(row.id, JSON.stringify(input.value.input), now())) return;
    withdrawn = true;
    throw new Error("no longer to be sent");
  });
  if (withdrawn) return now();
  if (!answer.ok) return settleError(deps, row, answer.error);

  const { requestId } = answer.value;
  const accepted = { request_id: requestId, accepted_at: now(), waiting: "none", attempts: 0 };
  if (!(await store.move(row, "in_queue", accepted, now()))) await store.acceptLate(row, requestId, now());
  return now() + deps.pollMs(row, now());
}

type Ready = { input: Record<string, unknown>; references: readonly Proved[] };

async function inputOf({ db, storageOf, modelOf }: AdvanceDeps, row: GenerationRow): Promise<Result<Ready, Failure>> {
  const model = modelOf(row.model_id);
  if (model === null) return err({ code: "model_unknown", model: row.model_id });
  const references = await db.selectFrom("generation_references").innerJoin("references", "references.id", "generation_references.reference_id")
    .select(["references.id", "references.name", "references.bytes", "references.format", "references.storage", "references.stored_key", "references.proved_at", "references.proved_origin"])
    .where("generation_references.generation_id", "=", row.id).orderBy("generation_references.position").execute();
  const urls: string[] = [];
  for (const reference of references) {
    const url = addressOf(storageOf, reference, row.base_url);
    if (!url.ok) return err({ code: "reference_not_public", variable: url.error.variable });
    urls.push(url.value);
  }
  return ok({ input: toInput(model, draftSchema.parse(JSON.parse(row.draft_json)), urls), references });
}

/** Nothing is paid for that the provider could not fetch. Of several troubles, one that does not pass comes first. */
async function firstUnproved(deps: AdvanceDeps, row: GenerationRow, references: readonly Proved[]): Promise<ReachFailure | null> {
  const answers = await Promise.all(references.map((reference) => prove(deps, reference, row.base_url)));
  const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  return failures.find((failure) => failure.code !== "unreachable" || !failure.mayPass) ?? failures[0] ?? null;
}

async function settleUnproved(deps: AdvanceDeps, row: GenerationRow, unproved: ReachFailure): Promise<number> {
  if (unproved.code === "not_public") return fail(deps, row, { code: "reference_not_public", variable: unproved.variable });
  const { store, now } = deps;
  if (!unproved.mayPass || row.attempts + 1 >= limits.proofTries) return fail(deps, row, unproved.failure);
  await store.move(row, "submitting", { waiting: "reference_unreachable", attempts: row.attempts + 1 }, now());
  return now() + backoffMs(limits.sendBackoffMs, row.attempts, null);
}

async function settleError(deps: AdvanceDeps, row: GenerationRow, error: SubmitError): Promise<number> {
  switch (error.code) {
    case "refused": return fail(deps, row, { code: "refused", message: error.message });
    case "token_refused": return fail(deps, row, { code: "token_refused" });
    case "balance_empty": return fail(deps, row, { code: "balance_empty" });
    case "unreachable": case "rate_limited": return sendLater(deps, row, error);
    case "uncertain": return becomeUnclear(deps, row, error.reason);
    default: return error satisfies never;
  }
}

async function sendLater(deps: AdvanceDeps, row: GenerationRow, { code, retryAfterMs }: Extract<SubmitError, { retryAfterMs: unknown }>): Promise<number> {
  const { store, now } = deps;
  if (row.attempts + 1 >= limits.sendTries) return fail(deps, row, { code });
  await store.clearPost(row.id);
  await store.move(row, "submitting", { waiting: code, attempts: row.attempts + 1 }, now());
  return now() + backoffMs(limits.sendBackoffMs, row.attempts, retryAfterMs);
}

async function fail({ store, now }: AdvanceDeps, row: GenerationRow, failure: Failure): Promise<number> {
  if (!(await store.move(row, "failed", {}, now(), { ...RELEASED, failure }))) await store.refuseLate(row, failure, now());
  return now();
}

async function becomeUnclear({ store, now, log }: AdvanceDeps, row: GenerationRow, reason: string): Promise<number> {
  log.warn("generation.unclear", { id: row.id, reason });
  await store.move(row, "unclear", { waiting: "none" }, now(), { charge: "unclear", chargedMicroUsd: row.charged_micro_usd });
  return now();
}
