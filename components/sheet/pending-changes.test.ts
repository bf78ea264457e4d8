import { expect, test } from "vitest";
import { nothingPending, withBack, withGone, withMarks, withoutBack, withoutGone, withoutMarks, withPending, type Back } from "@/components/sheet/pending-changes";
import { shownFrames, shownTakes } from "@/components/sheet/sheet-view";
import { completed, fixtureOutput, fixtureTime } from "@/lib/generations/generation-fixture";
import { frameName, type Generation } from "@/lib/generations/generation";

const id = (take: number, index: number) => fixtureOutput(take, index).id;
const names = (generations: readonly Generation[], markedOnly = false) =>
  shownFrames(shownTakes(generations, markedOnly, new Set()), markedOnly).map(({ output, generation }) => frameName(generation.take, output.index));

test("a mark shows at once, and what the server says counts once it has answered", () => {
  const wished = withMarks(nothingPending, [id(1, 2)], true);
  const [shown] = withPending([completed(1)], wished, fixtureTime);
  expect(names(shown ? [shown] : [], true)).toEqual(["1-2"]);
  expect(names(withPending([completed(1)], withoutMarks(wished, [id(1, 2)], true), fixtureTime), true)).toEqual([]);
});

test("an answer to an older wish leaves the newer one", () => {
  const newer = withMarks(withMarks(nothingPending, [id(1, 2)], true), [id(1, 2)], false);
  expect(withoutMarks(newer, [id(1, 2)], true)).toEqual(newer);
});

test("a deleted frame leaves at once, and comes back to its place", () => {
  const gone = withGone(nothingPending, [id(1, 2)]);
  expect(names(withPending([completed(1)], gone, fixtureTime))).toEqual(["1-1", "1-3", "1-4"]);
  expect(names(withPending([completed(1)], withoutGone(gone, [id(1, 2)]), fixtureTime))).toEqual(["1-1", "1-2", "1-3", "1-4"]);
});

test("a deleted take leaves at once", () => {
  expect(names(withPending([completed(2), completed(1)], withGone(nothingPending, [completed(2).id]), fixtureTime))).toEqual(["1-1", "1-2", "1-3", "1-4"]);
});

test("what is brought back shows at once, in its place, though the server still says that it is deleted", () => {
  const [output] = completed(1).outputs.filter(({ index }) => index === 2);
  if (output?.state !== "delivered") throw new Error("no such frame");
  const without = { ...completed(1), outputs: completed(1).outputs.map((one) => (one.index === 2 ? { state: "deleted" as const, index: 2 } : one)) };
  const backs: Back[] = [{ kind: "frame", frame: { output, generation: completed(1) } }, { kind: "take", generation: completed(2) }];
  const pending = withBack(withGone(nothingPending, [id(1, 2), completed(2).id]), backs);
  const [three] = [completed(3)];
  expect(names(withPending([three, without], pending, fixtureTime))).toEqual(["3-1", "3-2", "3-3", "3-4", "2-1", "2-2", "2-3", "2-4", "1-1", "1-2", "1-3", "1-4"]);
  expect(names(withPending([three, without], withoutBack(pending, backs), fixtureTime))).toEqual(["3-1", "3-2", "3-3", "3-4", "1-1", "1-3", "1-4"]);
});

test("takes that nothing is pending for are not drawn again", () => {
  const [other, marked] = [completed(2), completed(1)];
  const [first, second] = withPending([other, marked], withMarks(nothingPending, [id(1, 2)], true), fixtureTime);
  expect(first).toBe(other);
  expect(second).not.toBe(marked);
});
