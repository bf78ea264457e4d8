import { expect, test } from "vitest";
import { defaultModel } from "@/lib/models/catalog";
import { checkImage, limitsOf } from "@/lib/models/image-rules";
import { croppedToRatio, paddedToRatio, scaledBy, shrunkInside } from "@/lib/references/fit-size";

const rules = defaultModel.referenceRules;
const bounds = limitsOf(rules);
const ratioRules = rules.filter(({ dimension }) => dimension === "width/height");
const breaks = (size: { width: number; height: number }, by = rules) => checkImage(by, { bytes: 0, ...size })?.code ?? null;

/** Long and narrow ones, and those on either side of every limit. */
const sides = [15, 16, 44, 45, 46, 100, 330, 331, 999, 1000, 1001, 2999, 3000, 5999, 6000, 6001, 17_990, 20_000, 60_000];
const sizes = sides.flatMap((width) => sides.map((height) => ({ width, height })));

test("a crop is the longest part within the ratio, inside the picture wherever it is taken", () => {
  for (const size of sizes) {
    for (const position of [0, 0.37, 1]) {
      const part = croppedToRatio(size, bounds, position);
      expect(breaks(part, ratioRules), JSON.stringify(size)).toBeNull();
      expect(part.x >= 0 && part.y >= 0 && part.x + part.width <= size.width && part.y + part.height <= size.height).toBe(true);
      const isCut = part.width < size.width || part.height < size.height;
      const longer = part.width < size.width ? { ...part, width: part.width + 1 } : { ...part, height: part.height + 1 };
      if (isCut) expect(breaks(longer, ratioRules), JSON.stringify(size)).toBe("ratio_out_of_range");
    }
  }
});

test("a padded canvas holds the whole picture and is the smallest that does", () => {
  for (const size of sizes) {
    const canvas = paddedToRatio(size, bounds);
    expect(breaks(canvas, ratioRules), JSON.stringify(size)).toBeNull();
    expect(canvas.width >= size.width && canvas.height >= size.height).toBe(true);
  }
});

test("what is shrunk is within every limit, and rounding carries no shape out of the ratio", () => {
  for (const size of sizes) {
    for (const shape of [paddedToRatio(size, bounds), croppedToRatio(size, bounds, 0.5)]) {
      expect(breaks(shrunkInside(shape, bounds)), JSON.stringify(shape)).toBeNull();
      for (const scale of [0.9, 0.77, 0.31]) if (Math.min(shape.width, shape.height) * scale > 40) expect(breaks(scaledBy(shape, scale, bounds), ratioRules)).toBeNull();
    }
  }
});

test("what fits keeps its size", () => expect(shrunkInside({ width: 5999, height: 5999 }, bounds)).toEqual({ width: 5999, height: 5999 }));
