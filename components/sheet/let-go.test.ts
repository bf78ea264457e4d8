import { expect, test } from "vitest";
import { holdsOlder } from "@/components/sheet/let-go";

test("nothing is let go of while a frame is large, nor while only marked frames are shown: what was read for those begins where the sheet ends", () => {
  expect(["?frame=3-2", "?marked=1", "?marked=1&frame=3-2"].map(holdsOlder)).toEqual([true, true, true]);
  expect(["", "?theme=dark"].map(holdsOlder)).toEqual([false, false]);
});
