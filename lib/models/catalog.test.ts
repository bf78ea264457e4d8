import { expect, test } from "vitest";
import { defaultModel, modelById } from "@/lib/models/catalog";
import { sizeOf } from "@/lib/models/composer-model";
import { clampCount, roomForImages } from "@/lib/models/image-budget";
import published from "@/lib/models/published/bytedance__seedream-4-0__edit-sequential.json" with { type: "json" };
import { studioModel } from "@/lib/models/studio-model";
import { draftSchema } from "@/lib/sessions/session";

test("a model is found by its id, a strange one is not", () => {
  expect(modelById("bytedance/seedream-4-0/edit-sequential")).toBe(defaultModel);
  expect(modelById("someone/else")).toBeNull();
});

test("sizes stand from widest to tallest, each as its ratio says", () => {
  expect(defaultModel.sizes.map(({ ratio }) => ratio)).toEqual(["21:9", "16:9", "3:2", "4:3", "1:1", "3:4", "2:3", "9:16"]);
  for (const { value, width, height, ratio } of defaultModel.sizes) {
    const [across = 0, down = 1] = ratio.split(":").map(Number);
    expect(value).toBe(`${width}:${height} (${ratio})`);
    expect(Math.abs(width / height - across / down)).toBeLessThan(0.01);
  }
  expect(sizeOf(defaultModel, "2560:1440 (16:9)")).toMatchObject({ width: 2560, height: 1440 });
  expect(sizeOf(defaultModel, "2560:1440")).toBeNull();
});

test("what the schema tells is taken from it", () => {
  const { properties } = published.input_schema;
  expect(defaultModel.counts).toEqual(properties.sequential_image_generation_options.enum);
  expect([defaultModel.minReferences, defaultModel.maxReferences]).toEqual([properties.images.minItems, properties.images.maxItems]);
  expect(defaultModel.maxPromptChars).toBe(properties.text.maxLength);
  expect(defaultModel.optimizeOptions).toEqual(properties.optimize_prompt_options.enum);
});

test("an empty draft is a draft, starts as published, and is not shared between sessions", () => {
  const draft = defaultModel.emptyDraft();
  expect(draftSchema.parse(draft)).toEqual({
    prompt: "", count: 3, size: "2560:1440 (16:9)", optimize: "fast", seed: null, referenceIds: [],
  });
  draft.referenceIds.push("x");
  expect(defaultModel.emptyDraft().referenceIds).toEqual([]);
});

test("a schema that does not fit its roles is refused at once", () => {
  const { name, roles, mostImagesInAll } = defaultModel;
  expect(() => studioModel(published, { name, mostImagesInAll, roles: { ...roles, prompt: "prompt" } })).toThrow("no text field prompt");
  expect(() => studioModel({}, { name, mostImagesInAll, roles })).toThrow("model_id");
});

test("references and images share fifteen places", () => {
  for (let references = 0; references <= 10; references += 1) {
    const room = roomForImages(defaultModel, references);
    expect(room).toBe(15 - references);
    for (let count = -1; count <= 20; count += 1) {
      expect(clampCount(defaultModel, count, references)).toBe(Math.max(1, Math.min(count, room)));
    }
  }
  expect(roomForImages(defaultModel, 15)).toBe(0);
  expect(roomForImages(defaultModel, 40)).toBe(0);
  expect(clampCount(defaultModel, 4, 40)).toBe(1);
});
