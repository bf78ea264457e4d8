import { expect, test } from "vitest";
import { fittingPictures, foldedRoomPx } from "@/components/sheet/folded-pictures";

test("a folded row counts as shown only pictures that fit whole", () => {
  const fitting = (ratio: number) => [foldedRoomPx.wide, foldedRoomPx.narrow].map((roomPx) => fittingPictures(ratio, roomPx));
  expect(fitting(16 / 9)).toEqual([3, 1]);
  expect(fitting(21 / 9)).toEqual([2, 1]);
  expect(fitting(1)).toEqual([5, 1]);
  expect(fitting(9 / 16)).toEqual([8, 2]);
});
