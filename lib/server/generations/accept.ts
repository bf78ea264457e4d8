import "server-only";
import { newId } from "@/lib/ids";
import type { DraftFinding, SubmitCommand, SubmitRefusal } from "@/lib/generations/submit";
import { utcDay, type MicroUsd } from "@/lib/budget/money";
import { checkDraft } from "@/lib/models/draft-input";
import type { StudioModel } from "@/lib/models/studio-model";
import { err, ok, type Result } from "@/lib/result";
import { dayBudget, holdOfDay, type Caps } from "@/lib/server/budget/store";
import type { Database, ReferenceRow } from "@/lib/server/db/database";
import { addressOf } from "@/lib/server/references/reach";
import type { ReferenceStore } from "@/lib/server/references/store";
import type { Storage } from "@/lib/server/storage/storage";
import { nextTake, nextVersion } from "@/lib/server/sessions/store";
import { foldText } from "@/lib/sessions/search";
import { sessionTitle } from "@/lib/sessions/title";
import type { EngineKind } from "@/lib/generations/generation";

export type Engine = { kind: EngineKind; baseUrl: string; pricePerOutput: () => MicroUsd | null };
export type AcceptDeps = {
  db: Database; references: ReferenceStore; storageOf: (kind: Storage["kind"]) => Storage | null; model: StudioModel; engine: Engine; caps: Caps; now: () => number;
};

const GONE: DraftFinding = { code: "references_gone" };

/** Undoes the transaction; nothing of the submit stays. */
class Refused extends Error {
  constructor(readonly refusal: SubmitRefusal | { code: "same_click" }) { super(refusal.code); }
}

/**
 * Takes a submit in: the row is written and the money held in one transaction, before anything is sent. The same key twice
 * is the same take.
 * @returns the generation's id.
 */
export async function accept(deps: AcceptDeps, ownerId: string, { sessionId, idempotencyKey, draft, madeFor }: SubmitCommand): Promise<Result<{ id: string }, SubmitRefusal>> {
  const { db, model, engine, caps, now } = deps;
  const earlier = await findByKey(db, ownerId, idempotencyKey);
  if (earlier) return ok(earlier);

  const references = await deps.references.findMany(ownerId, draft.referenceIds);
  const fields = checkDraft(model, draft, references.length);
  const unfit = references.length < draft.referenceIds.length ? GONE : (fields.references ?? privateAddress(deps, references));
  if (unfit !== null) fields.references = unfit;
  if (Object.keys(fields).length > 0) return err({ code: "invalid_input", fields });

  const price = priceOf(engine, draft.count);
  if (price === null) return err({ code: "price_unknown", variable: "PRICE_USD_PER_OUTPUT" });
  if (price > caps.perTakeMicroUsd) return err({ code: "over_take_cap", priceMicroUsd: price, capMicroUsd: caps.perTakeMicroUsd });

  const shortTake = await takeOf(db, ownerId, sessionId, madeFor);
  const id = newId("gen");
  const at = now();
  try {
    await db.transaction().execute(async (tx) => {
      const take = await nextTake(tx, ownerId, sessionId, sessionTitle(draft.prompt), at);
      if (take === null) throw new Refused({ code: "session_not_found" });
      const version = await nextVersion(tx, sessionId);
      const inserted = await tx.insertInto("generations").values({
        id, session_id: sessionId, owner_id: ownerId, take, version, idempotency_key: idempotencyKey, model_id: model.model.id,
        engine: engine.kind, base_url: engine.baseUrl, draft_json: JSON.stringify(draft), prompt_folded: foldText(draft.prompt), input_json: null,
        status: "submitting", waiting: "none", cancel: "none", queue_position: null, request_id: null,
        reserved_micro_usd: price, charge: "reserved", charged_micro_usd: price, budget_day: utcDay(at), failure_json: null,
        created_at: at, post_started_at: null, accepted_at: null, started_at: null, settled_at: null,
        lease_holder: null, lease_until: 0, due_at: at, attempts: 0, lost_strikes: 0, lost_since: null, made_for: shortTake, images_asked: draft.count,
      }).onConflict((c) => c.columns(["owner_id", "idempotency_key"]).doNothing()).returning("id").executeTakeFirst();
      if (!inserted) throw new Refused({ code: "same_click" });
      // The shelf shows what was used; and what the sweeper took meanwhile is seen here, before it is paid for.
      const used = await tx.updateTable("references").set({ used_at: at }).where("owner_id", "=", ownerId).where("id", "in", draft.referenceIds).executeTakeFirst();
      if (used.numUpdatedRows !== BigInt(new Set(draft.referenceIds).size)) throw new Refused({ code: "invalid_input", fields: { references: GONE } });
      await tx.insertInto("generation_references").values(references.map((reference, position) => ({ generation_id: id, position, reference_id: reference.id }))).execute();
      if (price > 0 && !(await holdOfDay(tx, utcDay(at), ownerId, price, caps))) {
        throw new Refused({ code: "over_day_cap", priceMicroUsd: price, leftMicroUsd: 0, capMicroUsd: caps.perDayMicroUsd });
      }
    });
    return ok({ id });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { refusal } = error;
    if (refusal.code === "same_click") return ok((await findByKey(db, ownerId, idempotencyKey)) ?? { id });
    if (refusal.code === "over_day_cap") {
      const { heldMicroUsd, capMicroUsd } = await dayBudget(db, utcDay(at), ownerId, caps);
      return err({ ...refusal, capMicroUsd, leftMicroUsd: Math.max(0, capMicroUsd - heldMicroUsd) });
    }
    return err(refusal);
  }
}

/** Said at the click: the engine fetches references from the internet, and this studio is not on it. */
function privateAddress({ storageOf, engine }: AcceptDeps, references: readonly ReferenceRow[]): DraftFinding | null {
  for (const reference of references) {
    const address = addressOf(storageOf, reference, engine.baseUrl);
    if (!address.ok) return { code: "not_public", variable: address.error.variable };
  }
  return null;
}

const findByKey = (db: Database, ownerId: string, key: string) =>
  db.selectFrom("generations").select("id").where("owner_id", "=", ownerId).where("idempotency_key", "=", key).executeTakeFirst();

/** Only a take of the same session; another one's is as little as a strange id. */
async function takeOf(db: Database, ownerId: string, sessionId: string, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null;
  const row = await db.selectFrom("generations").select("id").where("id", "=", id).where("owner_id", "=", ownerId).where("session_id", "=", sessionId).where("deleted_at", "is", null).executeTakeFirst();
  return row?.id ?? null;
}

/** The price follows the maximum asked for. */
function priceOf(engine: Engine, count: number): MicroUsd | null {
  const perOutput = engine.pricePerOutput();
  return perOutput === null ? null : perOutput * count;
}
