import { describe, expect, test } from "vitest";
import { inputSchemaOf } from "@/lib/models/input-schema";
import { parseModel } from "@/lib/models/model";
import published from "@/lib/models/published/bytedance__seedream-4-0__edit-sequential.json" with { type: "json" };

function schemaOf(entry: unknown) {
  const parsed = parseModel(entry);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return inputSchemaOf(parsed.value);
}
const shipped = schemaOf(published);
const good = { text: "4 images", images: ["https://files.example/a.jpg"] };
const paths = (input: unknown): string[] =>
  (shipped.safeParse(input).error?.issues ?? []).map(({ path }) => path.join("."));

describe("the published schema holds, and each issue points at its field", () => {
  test("an input with only what is required passes, and comes out as it went in", () => {
    expect(shipped.parse(good)).toEqual(good);
  });

  test("everything published passes", () => {
    const all = {
      ...good, sequential_image_generation_options: 15, image_size: "3024:1296 (21:9)", seed: -1, optimize_prompt_options: "standard",
      sequential_image_generation: "auto",
    };
    expect(shipped.parse(all)).toEqual(all);
  });

  test.each<[string, object, string[]]>([
    ["nothing", { text: undefined, images: undefined }, ["images", "text"]],
    ["no reference", { images: [] }, ["images"]],
    ["eleven references", { images: Array.from({ length: 11 }, () => "https://files.example/a.jpg") }, ["images"]],
    ["a reference that is no address", { images: ["https://files.example/a", "nonsense"] }, ["images.1"]],
    ["a data URI", { images: ["data:image/png;base64,AAAA"] }, ["images.0"]],
    ["a script", { images: ["javascript:alert(1)"] }, ["images.0"]],
    ["601 characters", { text: "a".repeat(601) }, ["text"]],
    ["a prompt that is no text", { text: 4 }, ["text"]],
    ["a count outside the enum", { sequential_image_generation_options: 16 }, ["sequential_image_generation_options"]],
    ["a count as text", { sequential_image_generation_options: "4" }, ["sequential_image_generation_options"]],
    ["a size outside the enum", { image_size: "1:1" }, ["image_size"]],
    ["half a seed", { seed: 0.5 }, ["seed"]],
    ["an empty seed", { seed: null }, ["seed"]],
    ["an unknown key", { prompt: "x", other: 1 }, ["prompt", "other"]],
  ])("%s is refused", (_, change, expected) => expect(paths({ ...good, ...change })).toEqual(expected));

  test("600 characters are 600 code points, whatever they weigh in UTF-16", () => {
    expect(paths({ ...good, text: "🌅".repeat(600) })).toEqual([]);
    expect(paths({ ...good, text: "🌅".repeat(601) })).toEqual(["text"]);
  });

  test.each([null, [], "x", 4, undefined])("%j is no input", (input) => expect(shipped.safeParse(input).success).toBe(false));
});

test("limits of numbers, booleans, single files and structured values hold", () => {
  const schema = schemaOf({
    model_id: "a/b",
    input_schema: {
      required: ["free"],
      properties: {
        steps: { type: "integer", minimum: 1, maximum: 4 }, scale: { type: "float", minimum: 0 }, hd: { type: "boolean" },
        video_url: { type: "string" }, loras: { type: "array", items: { type: "object" }, maxItems: 1 }, extra: { type: "object" }, free: {},
      },
    },
  });
  const passes = (input: object) => schema.safeParse({ free: 1, ...input }).success;
  expect(passes({ steps: 4, scale: 0.1, hd: false, video_url: "http://127.0.0.1:3000/a.webm", loras: [{}], extra: { a: [1] } })).toBe(true);
  for (const broken of [{ steps: 5 }, { steps: 1.5 }, { scale: -1 }, { hd: "yes" }, { video_url: "a.webm" }, { loras: [1, 2] }, { extra: [] }]) {
    expect([broken, passes(broken)]).toEqual([broken, false]);
  }
  expect(schema.safeParse({}).error?.issues[0]?.path).toEqual(["free"]);
});
