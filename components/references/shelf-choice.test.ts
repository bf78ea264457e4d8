import { expect, test } from "vitest";
import { numberInDraft, withChoice } from "@/components/references/shelf-choice";
import { storedTile } from "@/components/references/tile";
import type { Reference } from "@/lib/references/reference";
import type { ShelfPicture } from "@/lib/references/shelf";

const reference = (id: string): Reference => ({ id, name: id, format: "jpeg", width: 1, height: 1, bytes: 1, thumbUrl: "/t", madeFrom: null, source: null });
const earlier = (id: string): ShelfPicture => ({ kind: "reference", reference: reference(id), usedAt: 1 });
const frame = (outputId: string, referenceId: string | null = null): ShelfPicture => ({ kind: "frame", outputId, referenceId, name: "6-2", sessionTitle: "Cups", width: 1, height: 1, thumbUrl: "/t", madeAt: 1 });

test("the order of choosing stays, across both lists, and what is chosen again goes", () => {
  const references = [earlier("a"), earlier("b")];
  const frames = [frame("x")];
  const first = withChoice([], references, ["b"]);
  const second = withChoice(first, frames, ["b", "x"]);
  const third = withChoice(second, references, ["a", "b", "x"]);
  expect(third).toEqual([earlier("b"), frame("x"), earlier("a")]);
  expect(withChoice(third, references, ["a", "x"])).toEqual([frame("x"), earlier("a")]);
});

test("what is in the draft already is known by its reference, frames by the one made of them", () => {
  const tiles = [storedTile(reference("a")), storedTile(reference("f"))];
  expect(numberInDraft(tiles, earlier("a"))).toBe(1);
  expect(numberInDraft(tiles, frame("x", "f"))).toBe(2);
  expect(numberInDraft(tiles, frame("y"))).toBeNull();
  expect(numberInDraft(tiles, earlier("b"))).toBeNull();
});
