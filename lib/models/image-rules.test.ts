import { expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import { checkImage, limitsOf } from "@/lib/models/image-rules";
import { referenceProblemSchema } from "@/lib/references/reference";

const rules = defaultModel.referenceRules;
const fine = { bytes: 1_000_000, width: 1200, height: 900 };
const codeOf = (change: object) => checkImage(rules, { ...fine, ...change })?.code ?? null;

test("the limits are read from the published rules", () => {
  expect(limitsOf(rules)).toEqual({
    bytesBelow: 10_000_000, ratioAbove: 0.33, ratioBelow: 3, widthAbove: 14, widthBelow: 6000, heightAbove: 14, heightBelow: 6000,
  });
});

test.each([
  [{}, null],
  [{ bytes: 9_999_999 }, null],
  [{ bytes: 10_000_000 }, "too_many_bytes"],
  [{ width: 15, height: 15 }, null],
  [{ width: 14, height: 15 }, "too_small"],
  [{ width: 15, height: 14 }, "too_small"],
  [{ width: 5999, height: 5999 }, null],
  [{ width: 6000, height: 5999 }, "too_large"],
  [{ width: 5999, height: 6000 }, "too_large"],
  [{ width: 2999, height: 1000 }, null],
  [{ width: 3000, height: 1000 }, "ratio_out_of_range"],
  [{ width: 1000, height: 3000 }, null],
  [{ width: 330, height: 1000 }, "ratio_out_of_range"],
  [{ width: 331, height: 1000 }, null],
])("each limit is strict: %j", (change, code) => expect(codeOf(change)).toBe(code));

test("a problem carries the limit that was broken, and survives JSON whatever rules there are", () => {
  const above = [{ dimension: "width/height", op: ">", value: 2, message: "" }] as const;
  const below = [{ dimension: "width/height", op: "<", value: 1, message: "" }, { dimension: "width/height", op: "<", value: 0.5, message: "" }] as const;
  expect(checkImage(rules, { ...fine, bytes: 12_500_000 })).toEqual({ code: "too_many_bytes", bytes: 12_500_000, limitBytes: 10_000_000 });
  expect(checkImage(below, fine)).toMatchObject({ min: 0, max: 0.5 });
  for (const problem of [checkImage(above, fine), checkImage(below, fine)]) {
    expect(referenceProblemSchema.parse(JSON.parse(JSON.stringify(problem)))).toEqual(problem);
  }
});

test("without rules any image passes", () => {
  expect(checkImage([], { bytes: 1e9, width: 1, height: 90_000 })).toBeNull();
});
