import "server-only";
import type { Failure } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";
import { toInput } from "@/lib/models/draft-input";
import { err, ok, type Result } from "@/lib/result";
import type { GenerationRow } from "@/lib/server/db/database";
import type { AdvanceDeps } from "@/lib/server/generations/advance-deps";
import { backoffMs } from "@/lib/server/generations/backoff";
import type { SubmitError } from "@/lib/server/provider/provider";
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

  let withdrawn = false;
  const answer = await deps.providerOf(row).submit(row.model_id, input.value, async () => {
    if (await store.stampPost(row.id, JSON.stringify(input.value), now())) return;
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

async function inputOf({ db, storageOf, modelOf }: AdvanceDeps, row: GenerationRow): Promise<Result<Record<string, unknown>, Failure>> {
  const model = modelOf(row.model_id);
  if (model === null) return err({ code: "refused", message: `This studio no longer knows ${row.model_id}.` });
  const references = await db.selectFrom("generation_references").innerJoin("references", "references.id", "generation_references.reference_id")
    .select(["references.storage", "references.stored_key"]).where("generation_references.generation_id", "=", row.id).orderBy("generation_references.position").execute();
  const urls: string[] = [];
  for (const { storage, stored_key } of references) {
    const place = storageOf(storage);
    if (place === null) return err({ code: "reference_not_public", variable: "UPLOADTHING_TOKEN" });
    const url = place.publicUrl(stored_key, row.base_url);
    if (!url.ok) return err({ code: "reference_not_public", variable: url.error.variable });
    urls.push(url.value);
  }
  return ok(toInput(model, draftSchema.parse(JSON.parse(row.draft_json)), urls));
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
