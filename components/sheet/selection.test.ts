import { expect, test } from "vitest";
import { extendedFrom, extendedTo, kept, nothingSelected, onlyThese, toggled, type Selection } from "@/components/sheet/selection";

/** As it stands on the sheet: take 3 over takes 2 and 1. */
const order = ["3-1", "3-2", "2-1", "2-2", "2-3", "1-1"];
const ids = ({ selected }: Selection) => order.filter((id) => selected.has(id));

test("a range goes in reading order, across takes, in both directions", () => {
  expect(ids(extendedTo(toggled(nothingSelected, "3-2"), order, "2-2"))).toEqual(["3-2", "2-1", "2-2"]);
  expect(ids(extendedTo(toggled(nothingSelected, "2-2"), order, "3-2"))).toEqual(["3-2", "2-1", "2-2"]);
});

test("a further range from the same frame takes the last one's place, and leaves what was selected before", () => {
  const before = toggled(toggled(nothingSelected, "1-1"), "3-1");
  const far = extendedTo(before, order, "2-3");
  expect(ids(far)).toEqual(order);
  expect(ids(extendedTo(far, order, "3-2"))).toEqual(["3-1", "3-2", "1-1"]);
});

test("a frame is taken in and out by itself", () => {
  const two = toggled(toggled(nothingSelected, "3-1"), "2-2");
  expect(ids(two)).toEqual(["3-1", "2-2"]);
  expect(ids(toggled(two, "3-1"))).toEqual(["2-2"]);
});

test("the first step with shift selects where it began too", () => {
  const first = extendedFrom(nothingSelected, order, "2-1", "2-2");
  expect(ids(first)).toEqual(["2-1", "2-2"]);
  expect(ids(extendedFrom(first, order, "2-2", "2-3"))).toEqual(["2-1", "2-2", "2-3"]);
  expect(ids(extendedFrom(extendedFrom(first, order, "2-2", "2-1"), order, "2-1", "3-2"))).toEqual(["3-2", "2-1"]);
});

test("a range whose beginning left the sheet begins anew", () => {
  const gone = kept(toggled(nothingSelected, "2-1"), order.filter((id) => id !== "2-1"));
  expect(ids(extendedTo(gone, order, "2-3"))).toEqual(["2-3"]);
});

test("what is no longer on the sheet is no longer selected; else nothing changes", () => {
  const all = onlyThese(order);
  expect(ids(kept(all, ["3-1", "1-1"]))).toEqual(["3-1", "1-1"]);
  expect(kept(all, order)).toBe(all);
});
