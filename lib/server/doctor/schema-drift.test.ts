import { expect, test } from "vitest";
import { parseModel, type Model } from "@/lib/models/model";
import published from "@/lib/models/published/bytedance__seedream-4-0__edit-sequential.json" with { type: "json" };
import { schemaDrift } from "@/lib/server/doctor/schema-drift";

function modelOf(entry: unknown): Model {
  const model = parseModel(entry);
  if (!model.ok) throw new Error(model.error.message);
  return model.value;
}
const { properties, required } = published.input_schema;
const withProperties = (changed: Record<string, unknown>, mustHave: readonly string[] = required) =>
  modelOf({ ...published, input_schema: { required: mustHave, properties: { ...properties, ...changed } } });
const drift = (told: Model) => schemaDrift(modelOf(published), told);

test("the same schema has no drift, whatever its texts say and however it is ordered", () => {
  const reversed = Object.fromEntries(Object.entries(properties).reverse());
  expect(drift(withProperties({}))).toEqual([]);
  expect(drift(modelOf({ ...published, input_schema: { required, properties: reversed } }))).toEqual([]);
  expect(drift(withProperties({ text: { ...properties.text, title: "Eingabe", description: "" } }))).toEqual([]);
});

test("a field that is gone and one that is new", () => {
  const { seed: _seed, ...rest } = properties;
  const told = modelOf({ ...published, input_schema: { required: [...required, "strength"], properties: { ...rest, strength: { type: "number", minimum: 0 } } } });
  expect(drift(told)).toEqual(["- seed: gone", "+ strength: number, required"]);
});

test("limits, options, defaults, rules, requirement and kind, each in its line", () => {
  const [size = {}, ...otherRules] = properties.images.validations;
  const told = withProperties({
    images: { ...properties.images, maxItems: 14, validations: [{ ...size, validation_value: 30 }, ...otherRules.slice(1)] },
    text: { ...properties.text, maxLength: 800 },
    image_size: { ...properties.image_size, enum: [...properties.image_size.enum.slice(1), "4096:4096 (1:1)"], default: "4096:4096 (1:1)" },
    seed: { type: "string" },
  }, ["text", "seed"]);
  expect(drift(told)).toEqual([
    "~ images: no longer required; maxItems 10 -> 14; file_size_mb < 10 -> 30; width/height > 0.33 -> none",
    "~ text: maxLength 600 -> 800",
    '~ image_size: default "2560:1440 (16:9)" -> "4096:4096 (1:1)"; options gone: "2048:2048 (1:1)"; options new: "4096:4096 (1:1)"',
    "~ seed: now required; integer -> text",
  ]);
});
