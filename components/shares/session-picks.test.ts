import { expect, test } from "vitest";
import { pickCount, pickedBriefly, pickedText, picksByFrame } from "@/components/shares/session-picks";
import type { SessionPick } from "@/lib/shares/own-shares";
import { english } from "@/tests/support/languages";

const pick = (outputId: string | null, name: string, note: string): SessionPick => ({ shareId: "ab".repeat(16), shareTitle: "Cups", outputId, number: outputId === null ? 0 : 1, name, note, at: 0 });

test("each frame has what visitors said of it; what is about the whole is no pick of a frame", () => {
  const picks = picksByFrame([pick("out_1", "Kim", ""), pick("out_2", "", ""), pick("out_1", "Lee", "colder"), pick(null, "Kim", "Thank you")]);
  expect([picks.byFrame.get("out_1")?.map(({ name }) => name), picks.whole.map(({ note }) => note), pickCount(picks)]).toEqual([["Kim", "Lee"], ["Thank you"], 3]);
});

test("a pick says by whom and with which words, also where nobody gave a name", () => {
  expect([[pick("out_1", "Kim", "colder")], [pick("out_1", "Kim", "")], [pick("out_1", "", "")], [pick("out_1", "Kim", "a"), pick("out_1", "", "b")]].map((picks) => pickedText(english, picks)))
    .toEqual(["Picked by Kim: colder", "Picked by Kim", "Picked by a visitor", "Picked by 2 visitors: Kim, a visitor"]);
  expect(pickedBriefly(english, [pick("out_1", "Kim", "colder")])).toBe("Kim: colder");
});
