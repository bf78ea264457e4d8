import { defaultModel } from "@/lib/models/catalog";
import published from "@/lib/models/published/bytedance__seedream-4-0__edit-sequential.json" with { type: "json" };

/** The catalog's entry of the one model that the emulator plays. */
export const modelEntry = (priceUsdPerOutput: number) => ({
  model_id: defaultModel.model.id,
  display_name: defaultModel.name,
  description: "Edits and blends photographs into a sequence of images. Played here by the demo engine.",
  kind: "model",
  categories: ["image-to-image"],
  inputs: defaultModel.model.fields.map(({ name }) => name),
  required_inputs: defaultModel.model.fields.filter(({ required }) => required).map(({ name }) => name),
  input_schema: published.input_schema,
  base_price_usd: priceUsdPerOutput,
  price_unit: "output",
  pricing_note: "By the maximum number of images asked for.",
  model_url: null,
});
