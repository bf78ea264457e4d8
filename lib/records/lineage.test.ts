import { expect, test } from "vitest";
import { mainLine, type Lineage, type LineageFrame, type LineageReference } from "@/lib/records/lineage";

const hex = (n: number) => n.toString(16).padStart(32, "0");
const out = (n: number) => `out_${hex(n)}`;
const reference = (number: number, madeFrom: number | null): LineageReference => ({
  id: `ref_${hex(number)}`, number, name: "cups.jpg", thumbUrl: "/t", fileUrl: "/r", width: 1, height: 1, madeFrom: madeFrom === null ? null : { frame: `${madeFrom}-1`, outputId: out(madeFrom) },
});
const frame = (take: number, references: LineageReference[]): LineageFrame => ({
  id: out(take), generationId: `gen_${hex(take)}`, sessionId: `ses_${hex(1)}`, sessionTitle: "Cups", take, index: 1, prompt: "p", exists: true, thumbUrl: "/t", width: 1, height: 1, references, from: null,
});
const line = (frames: LineageFrame[]): string[] => mainLine({ frames, cut: false } satisfies Lineage).map(({ frame: { take }, through }) => `${take} through ${through?.number ?? "nothing"}`);

test("the line goes back through frames to the first photograph", () => {
  expect(line([frame(3, [reference(1, null), reference(2, 2)]), frame(2, [reference(1, 1)]), frame(1, [reference(1, null), reference(2, null)])]))
    .toEqual(["3 through 2", "2 through 1", "1 through 1"]);
});
test("where what it was made from is gone, the line ends at the reference that is left of it", () => {
  expect(line([frame(3, [reference(1, 2)])])).toEqual(["3 through 1"]);
  expect(line([frame(3, [])])).toEqual(["3 through nothing"]);
  expect(line([])).toEqual([]);
});
test("a circle ends", () => {
  expect(line([frame(2, [reference(1, 1)]), frame(1, [reference(1, 2)])])).toEqual(["2 through 1", "1 through 1"]);
});
