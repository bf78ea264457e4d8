import { createHash, randomUUID } from "node:crypto";
import { referenceFault, tooManyBytes } from "@/lib/emulator/check-reference";
import { fetchReference } from "@/lib/emulator/fetch-reference";
import type { Files } from "@/lib/emulator/files";
import type { Lanes } from "@/lib/emulator/lanes";
import { orderOf, type Order } from "@/lib/emulator/order";
import { unfit, unknownModel, type Detail, type Refusal } from "@/lib/emulator/refusal";
import type { Store } from "@/lib/emulator/store";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok, type Result } from "@/lib/result";

export type Desk = { store: Store; files: Files; lanes: Lanes; priceMicroUsdPerOutput: number; now: () => number };

/** Takes an order in, or says why not; answers the request's id. `ledgerSeq` is the row that saw the POST. */
export async function takeOrder(desk: Desk, modelId: string, body: string, ledgerSeq: number): Promise<Result<string, Refusal>> {
  if (modelId !== defaultModel.model.id) return err(unknownModel);
  const input = parseJson(body);
  if (!input.ok) return input;
  const order = orderOf(input.value);
  if (!order.ok) return order;
  const price = order.value.asked * desk.priceMicroUsdPerOutput;
  if (desk.store.balanceMicroUsd() < price) return err(noBalance);
  const references = await Promise.all(order.value.references.map((address, place) => desk.lanes.run(() => intake(desk.files, address, place))));
  const faults = references.flatMap((reference) => (reference.ok ? [] : [reference.error]));
  if (faults.length > 0) return err(unfit(...faults));
  const hashes = references.flatMap((reference) => (reference.ok ? [reference.value] : []));
  return accepted(desk, order.value, hashes, price, ledgerSeq);
}

const noBalance: Refusal = { code: 400002, message: "Insufficient balance." };

function parseJson(body: string): Result<unknown, Refusal> {
  try {
    return ok(JSON.parse(body));
  } catch {
    return err(unfit({ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }));
  }
}

/** Fetched once, at submit: afterwards the run depends on nobody's server. */
async function intake(files: Files, address: string, place: number): Promise<Result<string, Detail>> {
  const { roles, referenceRules } = defaultModel;
  const fault = (msg: string, type: string) => err<Detail>({ loc: ["body", roles.references, place], msg, type });
  const fetched = await fetchReference(address);
  if (!fetched.ok) {
    const { error } = fetched;
    return error.code === "not_fetched" ? fault(error.message, "image_fetch") : fault(tooManyBytes(referenceRules), "image_validation");
  }
  const problem = await referenceFault(referenceRules, fetched.value);
  return problem === null ? ok(await files.keepReference(fetched.value)) : fault(problem, "image_validation");
}

function accepted({ store, now }: Desk, order: Order, hashes: readonly string[], price: number, ledgerSeq: number): Result<string, Refusal> {
  const id = randomUUID();
  const words = JSON.stringify([order.prompt, order.frames, order.width, order.height, order.optimize, hashes, order.seed ?? id]);
  const acceptance = store.accept({
    id,
    model_id: defaultModel.model.id,
    prompt: order.prompt,
    frames: order.frames,
    width: order.width,
    height: order.height,
    optimize: order.optimize,
    seed_words: createHash("sha256").update(words).digest("hex"),
    reference_hashes: hashes,
    price_micro_usd: price,
    images_asked: order.asked,
    created_at: now(),
  }, ledgerSeq);
  switch (acceptance) {
    case "accepted": return ok(id);
    case "balance_empty": return err(noBalance);
    case "queue_full": return err({ code: 429001, message: "Too many requests are waiting." });
    default: return acceptance satisfies never;
  }
}
