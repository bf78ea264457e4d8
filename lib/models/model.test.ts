import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Field } from "@/lib/models/field";
import { parseModel, type Model } from "@/lib/models/model";
import published from "@/lib/models/published/bytedance__seedream-4-0__edit-sequential.json" with { type: "json" };

const folder = join(import.meta.dirname, "fixtures");
const fixtures = readdirSync(folder).map((name): unknown => JSON.parse(readFileSync(join(folder, name), "utf8")));

function parsed(entry: unknown): Model {
  const result = parseModel(entry);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const models = fixtures.map(parsed);
const withField = (...names: string[]): Model => {
  const model = models.find(({ fields }) => names.every((name) => fields.some((field) => field.name === name)));
  if (!model) throw new Error(`no schema has ${names.join(", ")}`);
  return model;
};
const field = (model: Model, name: string): Field | undefined => model.fields.find((each) => each.name === name);
const fieldOf = (schema: unknown, name = "it"): Field | undefined =>
  parsed({ model_id: "a/b", input_schema: { properties: { [name]: schema } } }).fields[0];

describe("the published schemas", () => {
  test("all seven are read, and no field falls back to free JSON", () => {
    expect(models).toHaveLength(7);
    for (const { fields } of models) expect(fields.filter(({ kind }) => kind === "json")).toEqual([]);
  });

  test("the shipped schema is the published one, to the letter", () => {
    expect(fixtures).toContainEqual(published);
  });

  test("the shipped model carries each limit that is published", () => {
    const model = parsed(published);
    expect(model.id).toBe("bytedance/seedream-4-0/edit-sequential");
    expect(field(model, "images")).toMatchObject({ kind: "media", media: "image", many: true, required: true, minItems: 1, maxItems: 10 });
    expect(field(model, "images")).toHaveProperty("rules.length", 7);
    expect(field(model, "text")).toMatchObject({ kind: "text", required: true, maxLength: 600 });
    expect(field(model, "sequential_image_generation_options")).toMatchObject({ kind: "choice", default: 3, required: false });
    expect(field(model, "image_size")).toMatchObject({ kind: "choice", default: "2560:1440 (16:9)" });
    expect(field(model, "seed")).toEqual({
      kind: "integer", name: "seed", title: "Seed", description: "", required: false, default: null, minimum: null, maximum: null,
    });
    expect(field(model, "sequential_image_generation")).toMatchObject({ kind: "text", default: "auto", maxLength: null });
  });

  test("media of every kind, one or many, with or without items", () => {
    const mixed = withField("images", "videos", "audios");
    expect(field(mixed, "videos")).toMatchObject({ kind: "media", media: "video", many: true, minItems: null, maxItems: 3 });
    expect(field(mixed, "audios")).toMatchObject({ media: "audio", many: true });
    expect(field(mixed, "generate_audio")).toMatchObject({ kind: "boolean", default: true });
    expect(field(withField("resolution", "image"), "image")).toMatchObject({ media: "image", many: true, maxItems: 10 });
    expect(field(withField("video_url"), "video_url")).toMatchObject({
      media: "video", many: false, rules: [{ dimension: "file_size_mb", op: "<", value: 16, message: "File size must be less than 16 MB." }],
    });
  });

  test("numbers, integer enums, single options, and options left unset", () => {
    expect(field(withField("cfg_scale"), "cfg_scale")).toMatchObject({ kind: "number", default: 0.5, minimum: 0, maximum: 1 });
    expect(field(withField("cfg_scale"), "shot_type")).toMatchObject({ kind: "choice", options: ["customize"] });
    expect(field(withField("pitch"), "sample_rate")).toMatchObject({ kind: "choice", default: 24000 });
    expect(field(withField("pitch"), "pitch")).toMatchObject({ kind: "integer", default: 0, minimum: -12, maximum: 12 });
    expect(field(withField("target_aspect_ratio"), "target_aspect_ratio")).toMatchObject({ kind: "choice", default: null });
    expect(field(withField("target_aspect_ratio"), "seed")).toMatchObject({ maximum: 4294967295 });
  });
});

describe("shapes that schemas of the catalog have", () => {
  test.each<[string, unknown, string, object]>([
    ["float", { type: "float", default: "0.5", maximum: "2" }, "it", { kind: "number", default: 0.5, maximum: 2 }],
    ["integers spelled as text", { type: "integer", enum: ["auto", "5", "10"], default: 5 }, "it", { kind: "choice", options: ["auto", "5", "10"], default: "5" }],
    ["a default outside its enum", { type: "string", enum: ["a"], default: "b" }, "it", { kind: "choice", default: null }],
    ["a default that is no integer", { type: "integer", default: 1.5 }, "it", { kind: "integer", default: null }],
    ["an enum with strange options", { enum: [null, {}, "a", "a", 2] }, "it", { kind: "choice", options: ["a", 2] }],
    ["a nullable type", { type: ["null", "string"] }, "it", { kind: "text" }],
    ["a numbered sibling without format", { type: "string" }, "image_url_9", { kind: "media", media: "image", many: false }],
    ["a camelCase address", { type: "string" }, "firstVideoUrl", { kind: "media", media: "video" }],
    ["a mask", { type: "string", format: "uri" }, "mask_url", { kind: "media", media: "image" }],
    ["a medium by its last word", { type: "string" }, "end_image", { kind: "media", media: "image" }],
    ["words about an image", { type: "string" }, "image_style", { kind: "text" }],
    ["a prompt with pixels in its name", { type: "string" }, "image_prompt", { kind: "text" }],
    ["a medium told by its rules alone", { type: "string", validations: [{ validation_rule: "width_pixels>", validation_value: "14" }] }, "start", { kind: "media", media: "image", rules: [{ dimension: "width_pixels", op: ">", value: 14, message: "" }] }],
    ["an array without items", { type: "array" }, "image_urls", { kind: "media", many: true, minItems: null }],
    ["an array of texts", { type: "array", items: { type: "string" }, minItems: 1 }, "tags", { kind: "json", shape: "array", minItems: 1 }],
    ["an array of objects", { type: "array", items: { type: "object", properties: {} } }, "images", { kind: "json", shape: "array" }],
    ["an object", { type: "object", properties: { a: { type: "string" } } }, "it", { kind: "json", shape: "object" }],
    ["no type but items", { items: { format: "audio_uri" } }, "it", { kind: "media", media: "audio", many: true }],
    ["nothing at all", {}, "it", { kind: "json", shape: "any" }],
    ["no object", null, "it", { kind: "json", shape: "any", title: "it" }],
    ["a type of a later day", { type: "tensor" }, "it", { kind: "json", shape: "any" }],
    ["a name that begins with a digit", { type: "boolean", default: "true" }, "3d_mode", { kind: "boolean", default: true, name: "3d_mode" }],
    ["a range turned round", { type: "integer", minimum: 5, maximum: 1 }, "it", { minimum: null, maximum: null }],
    ["a length below nothing", { type: "string", maxLength: -1 }, "it", { maxLength: null }],
    ["a title that is no text", { type: "string", title: 4, description: ["x"] }, "it", { title: "it", description: "" }],
    ["another script", { type: "string", title: "프롬프트" }, "it", { title: "프롬프트" }],
  ])("%s", (_, schema, name, expected) => expect(fieldOf(schema, name)).toMatchObject(expected));

  test("unknown dimensions and broken rules are left out, the others hold", () => {
    const rule = (validation_rule: unknown, validation_value: unknown) => ({ validation_rule, validation_value });
    const validations = [rule("duration_s<", 30), rule("width_pixels<=", 9), rule("height_pixels<", "many"), null, "x", rule(3, 3), rule("width/height <", 3)];
    expect(fieldOf({ type: "string", format: "image_uri", validations })).toHaveProperty("rules", [
      { dimension: "width/height", op: "<", value: 3, message: "" },
    ]);
  });

  test("required may name what does not exist, hold anything, or be missing", () => {
    const properties = { images: { type: "array" }, constructor: { type: "string" } };
    const read = (required: unknown) => parsed({ model_id: "a/b", input_schema: { properties, required } }).fields.map((each) => each.required);
    expect(read(["image_urls", 4, null, "images"])).toEqual([true, false]);
    expect(read("images")).toEqual([false, false]);
    expect(read(undefined)).toEqual([false, false]);
  });
});

describe("what is not a model is refused in words, never thrown", () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, {}]));
  test.each([
    null, undefined, 3, "x", [], {}, { model_id: "" }, { model_id: "a" }, { model_id: "a", input_schema: null },
    { model_id: "a", input_schema: { properties: [] } }, { model_id: "a", input_schema: { properties: many } },
  ])("case %#", (entry) => expect(parseModel(entry)).toMatchObject({ ok: false, error: { code: "not_a_model" } }));

  test("any value under any keyword leaves a readable field", () => {
    const hostile: unknown[] = [null, true, -1, 1e308, Number.NaN, "", "x", [], [[]], {}, [null], { a: [] }, JSON.parse('{"__proto__":1}')];
    const keywords = [
      "type", "title", "description", "default", "enum", "minimum", "maximum", "maxLength", "minItems", "maxItems", "items", "format",
      "validations", "properties",
    ];
    const bases = [{}, { type: "string" }, { type: "integer" }, { type: "array" }, { type: "object" }, { type: "boolean" }, { enum: ["a"] }];
    for (const base of bases) {
      for (const keyword of keywords) {
        for (const value of hostile) expect(fieldOf({ ...base, [keyword]: value })).toMatchObject({ name: "it" });
      }
    }
  });
});
