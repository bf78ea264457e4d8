import { expect, test } from "vitest";
import { bytesText } from "@/lib/bytes-text";

test("a size has the unit that it is read in, and something is never nothing", () => {
  expect([0, 12, 850_000, 4_200_000, 1_310_000_000].map(bytesText)).toEqual(["0 KB", "1 KB", "850 KB", "4.2 MB", "1.3 GB"]);
});
