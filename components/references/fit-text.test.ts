import { expect, test } from "vitest";
import { fitAlong, isWide } from "@/components/references/fit-text";

test("the place of a crop is for pictures that lie the same way; a padding is for all", () => {
  expect([isWide({ width: 3, height: 1 }), isWide({ width: 1, height: 3 })]).toEqual([true, false]);
  expect(fitAlong({ kind: "crop", position: 0.1 }, true)).toEqual({ kind: "crop", position: 0.1 });
  expect(fitAlong({ kind: "crop", position: 0.1 }, false)).toEqual({ kind: "crop", position: 0.5 });
  expect(fitAlong({ kind: "pad", fill: "edge" }, false)).toEqual({ kind: "pad", fill: "edge" });
});
