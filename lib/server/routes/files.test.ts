import { expect, test } from "vitest";
import { parseRange } from "@/lib/server/routes/files";

const BYTES = 1000;

test.each<[string | null, { start: number; end: number } | "unsatisfiable" | null]>([
  [null, null],
  ["bytes=0-", { start: 0, end: 999 }], ["bytes=0-0", { start: 0, end: 0 }], ["bytes=0-499", { start: 0, end: 499 }], ["bytes=500-", { start: 500, end: 999 }],
  ["bytes=999-", { start: 999, end: 999 }], ["bytes=500-5000", { start: 500, end: 999 }],
  ["bytes=-1", { start: 999, end: 999 }], ["bytes=-200", { start: 800, end: 999 }], ["bytes=-5000", { start: 0, end: 999 }],
  ["bytes=1000-", "unsatisfiable"], ["bytes=5000-6000", "unsatisfiable"], ["bytes=-0", "unsatisfiable"],
  ["bytes=5-2", null], ["bytes=-", null], ["bytes=a-b", null], ["bytes=0-1,5-6", null], ["items=0-1", null], ["bytes= 0-1", null], ["bytes=0-1 ", null], ["", null],
])("Range %j of a thousand bytes", (header, range) => {
  expect(parseRange(header, BYTES)).toEqual(range);
});
