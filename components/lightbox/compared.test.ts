import { expect, test } from "vitest";
import { inOrder } from "@/components/lightbox/compared";
import type { Picture } from "@/components/lightbox/picture";

const picture = (name: string): Picture => ({ name, label: name, alt: "", sources: ["/a.jpg"], size: { width: 1, height: 1 }, placeholder: null });
const order = (others: readonly string[], isSwapped: boolean) => inOrder(picture("1-1"), others.map(picture), isSwapped).map(({ name }) => name);

test("the frame that was chosen first stands first, however many it is compared with", () => {
  expect(order(["1-3"], false)).toEqual(["1-1", "1-3"]);
  expect(order(["1-3", "1-2"], false)).toEqual(["1-1", "1-3", "1-2"]);
  expect(order([], false)).toEqual([]);
});

test("the reference that a frame was made from stands before it", () => {
  expect(order(["image-1"], false)).toEqual(["image-1", "1-1"]);
  expect(order(["image-1", "1-2"], false)).toEqual(["1-1", "image-1", "1-2"]);
});

test("two change places, and change back", () => {
  expect(order(["1-3"], true)).toEqual(["1-3", "1-1"]);
  expect(order(["image-1"], true)).toEqual(["1-1", "image-1"]);
});
