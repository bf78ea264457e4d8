import { expect, test } from "vitest";
import { withheldFrames } from "@/lib/emulator/prompt/filter";

test.each([
  ["the cups at dusk", 4, []],
  ["a gun on the table, two guns", 4, [1]],
  ["a gun beside a corpse", 4, [1, 2]],
  ["a gun beside a corpse", 2, [0, 1]],
  ["Nude study", 1, [0]],
  ["총기와 시체", 3, [1, 2]],
  ["begun in a nudge of light", 4, []],
])("%s, %i frames: %j are held back", (prompt, frames, withheld) => {
  expect(withheldFrames(prompt, frames)).toEqual(withheld);
});
