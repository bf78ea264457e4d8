import { createHash, randomUUID } from "node:crypto";
import { priceUsdOf, type Prices } from "@/lib/emulator/catalog-answers";
import { referenceFault, tooManyBytes } from "@/lib/emulator/check-reference";
import { fetchReference } from "@/lib/emulator/fetch-reference";
import type { Files } from "@/lib/emulator/files";
import type { Lanes } from "@/lib/emulator/lanes";
import { hostedModelById } from "@/lib/emulator/models/catalog";
import type { NamedReference, Order } from "@/lib/emulator/order";
import { noBalance, queueFull, unfit, unknownModel, type Detail, type Refusal } from "@/lib/emulator/refusal";
import type { Store } from "@/lib/emulator/store";
import { err, ok, type Result } from "@/lib/result";

export type Desk = { store: Store; files: Files; lanes: Lanes; prices: Prices; now: () => number };
/** One POST to a model; `ledgerSeq` is the row that saw it. */
export type Submission = { modelId: string; body: string; tokenHash: string | null; ledgerSeq: number };

const MICRO_PER_USD = 1_000_000;

/** Takes an order in, or says why not; answers the request's id. */
export async function takeOrder(desk: Desk, submission: Submission): Promise<Result<string, Refusal>> {
  const hosted = hostedModelById(submission.modelId);
  if (!hosted) return err(unknownModel);
  const input = parseJson(submission.body);
  if (!input.ok) return input;
  const order = hosted.orderOf(input.value);
  if (!order.ok) return order;
  const price = order.value.paidUnits * Math.round(priceUsdOf(hosted, desk.prices) * MICRO_PER_USD);
  if (desk.store.balanceMicroUsd() < price) return err(noBalance);
  const references = await Promise.all(order.value.references.map((reference) => desk.lanes.run(() => intake(desk.files, reference))));
  const faults = references.flatMap((reference) => (reference.ok ? [] : [reference.error]));
  if (faults.length > 0) return err(unfit(...faults));
  const hashes = references.flatMap((reference) => (reference.ok ? [reference.value] : []));
  return accepted(desk, submission, order.value, hashes, price);
}

function parseJson(body: string): Result<unknown, Refusal> {
  try {
    return ok(JSON.parse(body));
  } catch {
    return err(unfit({ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }));
  }
}

/** Fetched once, at submit: afterwards the run depends on nobody's server. */
async function intake(files: Files, { address, loc, rules }: NamedReference): Promise<Result<string, Detail>> {
  const fault = (msg: string, type: string) => err<Detail>({ loc, msg, type });
  const fetched = await fetchReference(address);
  if (!fetched.ok) {
    const { error } = fetched;
    return error.code === "not_fetched" ? fault(error.message, "image_fetch") : fault(tooManyBytes(rules), "image_validation");
  }
  const problem = await referenceFault(rules, fetched.value);
  return problem === null ? ok(await files.keepReference(fetched.value)) : fault(problem, "image_validation");
}

function accepted({ store, now }: Desk, { modelId, body, tokenHash, ledgerSeq }: Submission, order: Order, hashes: readonly string[], price: number): Result<string, Refusal> {
  const id = randomUUID();
  const words = JSON.stringify([order.prompt, order.frames, order.width, order.height, order.optimize, hashes, order.seed ?? id]);
  const acceptance = store.accept({
    id,
    model_id: modelId,
    prompt: order.prompt,
    product: order.product,
    frames: order.frames,
    width: order.width,
    height: order.height,
    optimize: order.optimize,
    seed_words: createHash("sha256").update(words).digest("hex"),
    reference_hashes: hashes,
    input: body,
    token_hash: tokenHash,
    price_micro_usd: price,
    images_asked: order.asked,
    created_at: now(),
  }, ledgerSeq);
  switch (acceptance) {
    case "accepted": return ok(id);
    case "balance_empty": return err(noBalance);
    case "queue_full": return err(queueFull);
    default: return acceptance satisfies never;
  }
}
