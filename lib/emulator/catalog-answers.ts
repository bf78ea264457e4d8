import { hostedModelById, hostedModels } from "@/lib/emulator/models/catalog";
import type { HostedModel } from "@/lib/emulator/models/hosted-model";
import { emulatorLimits } from "@/lib/emulator/limits";
import { unfit, unknownModel, type Detail, type Refusal } from "@/lib/emulator/refusal";
import { err, ok, type Result } from "@/lib/result";

/** `perOutput` is what was set at the start; null tells no price, though runs are still billed. */
export type Prices = { perOutputUsd: number; areTold: boolean };

export const priceUsdOf = ({ price }: HostedModel, { perOutputUsd }: Prices): number => (price.unit === "output" ? perOutputUsd : price.usualUsd);

function entryOf(hosted: HostedModel, prices: Prices, base: string) {
  const { model, price } = hosted;
  const told = { base_price_usd: priceUsdOf(hosted, prices), price_unit: price.unit, pricing_note: price.note };
  return {
    model_id: model.id,
    display_name: hosted.displayName,
    description: hosted.description,
    kind: "model",
    categories: hosted.categories,
    inputs: model.fields.map(({ name }) => name),
    required_inputs: model.fields.filter(({ required }) => required).map(({ name }) => name),
    input_schema: hosted.inputSchema,
    ...(prices.areTold ? told : {}),
    model_url: `${base}/v1/models/${model.id}`,
  };
}
type Entry = ReturnType<typeof entryOf>;

export function entryAnswer(modelId: string, prices: Prices, base: string): Result<Entry, Refusal> {
  const hosted = hostedModelById(modelId);
  return hosted ? ok(entryOf(hosted, prices, base)) : err(unknownModel);
}

/** Schemas are large: a list has them only where they are asked for. */
export function listAnswer(query: URLSearchParams, prices: Prices, base: string): Result<{ models: Partial<Entry>[]; total: number }, Refusal> {
  const limit = wholeIn(query, "limit", { usual: emulatorLimits.catalogRows, min: 1, max: emulatorLimits.catalogRowsMost });
  const offset = wholeIn(query, "offset", { usual: 0, min: 0, max: Number.MAX_SAFE_INTEGER });
  if (typeof limit !== "number" || typeof offset !== "number") return err(unfit(...[limit, offset].flatMap((value) => (typeof value === "number" ? [] : [value]))));
  const search = query.get("search")?.toLowerCase() ?? "";
  const [category, kind] = [query.get("category"), query.get("kind")];
  const found = hostedModels
    .map((hosted) => entryOf(hosted, prices, base))
    .filter((entry) => `${entry.model_id} ${entry.display_name} ${entry.description}`.toLowerCase().includes(search))
    .filter((entry) => !category || entry.categories.includes(category))
    .filter((entry) => !kind || entry.kind === kind);
  const withSchema = query.get("include_schema") === "true";
  const page = found.slice(offset, offset + limit).map(({ input_schema, ...entry }) => (withSchema ? { ...entry, input_schema } : entry));
  return ok({ models: page, total: found.length });
}

export const categoriesAnswer = () => ({ categories: [...new Set(hostedModels.flatMap(({ categories }) => categories))].toSorted() });

function wholeIn(query: URLSearchParams, name: string, { usual, min, max }: { usual: number; min: number; max: number }): number | Detail {
  const text = query.get(name);
  if (text === null || text === "") return usual;
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : { loc: ["query", name], msg: `Must be a whole number from ${min} to ${max}.`, type: "out_of_range" };
}
