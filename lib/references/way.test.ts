import { expect, test } from "vitest";
import { croppedToRatio } from "@/lib/references/fit-size";
import { otherFormat, turnedOn, unchosen, waySchema, type Way } from "@/lib/references/way";

const wide = { width: 300, height: 100 };
const tall = { width: 100, height: 300 };
const cropped = (position: number): Way => ({ ...unchosen, fit: { kind: "crop", position } });

test("four quarters are none, left undoes right", () => {
  let way = unchosen;
  for (const shown of [wide, tall, wide, tall]) way = turnedOn(way, "right", shown);
  expect(way).toEqual(unchosen);
  expect(turnedOn(turnedOn(unchosen, "left", wide), "right", tall)).toEqual(unchosen);
  expect(turnedOn(unchosen, "left", wide).turns).toBe(3);
});

/** Where the kept part of a picture lies once the picture has been turned, by turning the part itself. */
const partAfter = (position: number, to: "left" | "right", from: typeof wide, bounds: { ratioAbove: number; ratioBelow: number }) => {
  const { x, y, width, height } = croppedToRatio(from, bounds, position);
  const turned = to === "right" ? { x: from.height - y - height, y: x } : { x: y, y: from.width - x - width };
  return { ...turned, width: height, height: width };
};

test.each([[wide, "left"], [wide, "right"], [tall, "left"], [tall, "right"]] as const)("%o turned to the %s keeps the part that was kept", (from, to) => {
  const bounds = { ratioAbove: 0.5, ratioBelow: 2 };
  const { fit, turns } = turnedOn(cropped(0.25), to, from);
  expect(turns).toBe(to === "left" ? 3 : 1);
  const position = fit?.kind === "crop" ? fit.position : -1;
  expect(croppedToRatio({ width: from.height, height: from.width }, bounds, position)).toEqual(partAfter(0.25, to, from, bounds));
});

test("the other format is offered where it is sure to fit", () => {
  const megapixels = (width: number) => ({ width, height: 1000, isTransparent: false, bytesBelow: 10_000_000 });
  expect(otherFormat({ format: "png", ...megapixels(1000) })).toBe("jpeg");
  expect(otherFormat({ format: "png", ...megapixels(1000), isTransparent: true })).toBeNull();
  expect(otherFormat({ format: "jpeg", ...megapixels(2499) })).toBe("png");
  expect(otherFormat({ format: "jpeg", ...megapixels(2500) })).toBeNull();
  expect(otherFormat({ format: "jpeg", ...megapixels(12_000) })).toBeNull();
  expect(otherFormat({ format: "jpeg", ...megapixels(12_000), bytesBelow: null })).toBe("png");
});

test("a way is checked before anything is done by it", () => {
  expect(waySchema.safeParse({ fit: null, format: "png", turns: 3 }).success).toBe(true);
  for (const wrong of [{ ...unchosen, turns: 4 }, { ...unchosen, format: "webp" }, { ...unchosen, fit: { kind: "crop", position: 2 } }]) expect(waySchema.safeParse(wrong).success).toBe(false);
});
