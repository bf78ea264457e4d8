import { describe, expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import { checkDraft, toInput } from "@/lib/models/draft-input";
import { inputSchemaOf } from "@/lib/models/input-schema";
import type { Draft } from "@/lib/sessions/session";

const draft = (change: Partial<Draft> = {}): Draft => ({ ...defaultModel.emptyDraft(), prompt: "3 images of cups", ...change });
const urls = (count: number): string[] => Array.from({ length: count }, (_, index) => `https://files.example/${index}.jpg`);
const input = inputSchemaOf(defaultModel.model);

describe("a draft that cannot be sent tells why, at its field", () => {
  test.each<[Partial<Draft>, number, object]>([
    [{}, 1, {}],
    [{ prompt: " \n" }, 1, { prompt: { code: "prompt_empty" } }],
    [{ prompt: "a".repeat(612) }, 1, { prompt: { code: "prompt_too_long", chars: 612, most: 600 } }],
    [{ prompt: "🌅".repeat(600) }, 1, {}],
    [{}, 0, { references: { code: "no_reference" } }],
    [{}, 11, { references: { code: "too_many_references", references: 11, most: 10 } }],
    [{ count: 9 }, 12, { references: { code: "too_many_references", references: 12, most: 10 } }],
    [{ count: 9 }, 7, { count: { code: "no_room", references: 7, room: 8 } }],
    [{ count: 15 }, 1, { count: { code: "no_room", references: 1, room: 14 } }],
    [{ count: 8 }, 7, {}],
    [{ count: 15 }, 0, { references: { code: "no_reference" } }],
    [{ count: 16 }, 1, { count: { code: "count_not_offered", chosen: 16, least: 1, most: 15 } }],
    [{ size: "1:1" }, 1, { size: { code: "size_not_offered", sizes: 8 } }],
    [{ seed: -1 }, 1, { seed: { code: "seed_out_of_range", min: 0, max: 2_147_483_647 } }],
    [{ seed: 1.5 }, 1, { seed: { code: "seed_out_of_range", min: 0, max: 2_147_483_647 } }],
    [{ seed: 0 }, 1, {}],
  ])("%j with %i references", (change, references, expected) =>
    expect(checkDraft(defaultModel, draft(change), references)).toEqual(expected));

  test("one reference of room is one image", () => {
    const narrow = { ...defaultModel, mostImagesInAll: 3 };
    expect(checkDraft(narrow, draft({ count: 2 }), 2)).toEqual({ count: { code: "no_room", references: 2, room: 1 } });
  });
});

describe("the provider's input", () => {
  test("is flat, names all that was chosen, and leaves an empty seed out", () => {
    expect(toInput(defaultModel, draft(), urls(2))).toEqual({
      text: "3 images of cups", images: urls(2), sequential_image_generation_options: 3, image_size: "2560:1440 (16:9)",
      optimize_prompt_options: "fast", sequential_image_generation: "auto",
    });
    expect(toInput(defaultModel, draft({ seed: 0 }), urls(1))).toMatchObject({ seed: 0 });
  });

  test("of a draft without findings is always one that the model's schema accepts", () => {
    const prompts = ["", " ", "4 images", "a".repeat(600), "a".repeat(601), "👨‍👩‍👧 네 장", "🌅".repeat(600), "🌅".repeat(601)];
    const sizes = [...defaultModel.sizes.map(({ value }) => value), "", "2560:1440"];
    const seeds = [null, 0, -1, 0.5, 2_147_483_647, 2_147_483_648, Number.NaN];
    let accepted = 0;
    for (const prompt of prompts) {
      for (const size of sizes) {
        for (const seed of seeds) {
          for (let references = 0; references <= 12; references += 3) {
            for (const count of [0, 1, 5, 6, 15, 16]) {
              const tried = draft({ prompt, size, seed, count, optimize: count % 2 ? "fast" : "standard" });
              if (Object.keys(checkDraft(defaultModel, tried, references)).length > 0) continue;
              accepted += 1;
              if (!input.safeParse(toInput(defaultModel, tried, urls(references))).success) expect.fail(JSON.stringify(tried));
            }
          }
        }
      }
    }
    expect(accepted).toBeGreaterThan(100);
  });
});
