import { expect, test } from "vitest";
import { markedBeyond } from "@/components/sheet/marked-beyond";

const counts = { takes: 300, frames: 1200, marked: 60 };

test("what is marked beyond is counted anew with every page, also where its counts are the same as before", () => {
  const first = markedBeyond(null, { counts, oldest: 277, here: 5 });
  expect(first.marked).toBe(55);
  const second = markedBeyond(first, { counts, oldest: 227, here: 15 });
  expect(second.marked).toBe(45);
  expect(markedBeyond(second, { counts, oldest: 4, here: 60 }).marked).toBe(0);
});

test("a mark that is set or taken away here changes nothing beyond", () => {
  const told = markedBeyond(null, { counts, oldest: 277, here: 5 });
  expect(markedBeyond(told, { counts, oldest: 277, here: 8 })).toBe(told);
});
