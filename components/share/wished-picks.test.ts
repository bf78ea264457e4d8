import { expect, test } from "vitest";
import { answered, shownPicks, turnedPick, type PickForm, type WishedPicks } from "@/components/share/wished-picks";
import type { OwnPicks } from "@/lib/shares/pick";

const picked = (number: number, note?: string): PickForm => ({ number: String(number), picked: "1", ...(note !== undefined && { note }) });
const taken = (number: number): PickForm => ({ number: String(number), picked: "0" });
const own = (picks: OwnPicks["picks"]): OwnPicks => ({ name: "", picks });
const wished = (kept: OwnPicks, ...under: PickForm[]): WishedPicks => ({ kept, under });
const notKept = { kept: "unknown" } as const;

test("what is on its way is shown as wished, in its order, over what the server has", () => {
  expect(shownPicks(wished(own([{ number: 1, note: "light" }, { number: 2, note: "" }]), picked(3), picked(3, "colder"), taken(2)))).toEqual(own([{ number: 1, note: "light" }, { number: 3, note: "colder" }]));
});

test("a note that did not arrive is as the server has it: it is new again, and can be sent again", () => {
  const [form, kept] = [picked(1, "this light"), own([{ number: 1, note: "before" }])];
  const after = answered(wished(kept, form), form, notKept);
  expect(shownPicks(wished(kept, form))).toEqual(own([{ number: 1, note: "this light" }]));
  expect(after).toEqual(wished(kept));
});

test.each([["a pick", picked(2), own([])], ["one that was taken back", taken(2), own([{ number: 2, note: "kept" }])]])("%s that did not arrive is put back", (_name, form, kept) => {
  expect(shownPicks(answered(wished(kept, form), form, notKept))).toEqual(kept);
});

test("what failed takes nothing with it of what is still on its way", () => {
  const [first, second] = [picked(1), picked(2, "this one")];
  const after = answered(wished(own([]), first, second), first, notKept);
  expect(shownPicks(after)).toEqual(own([{ number: 2, note: "this one" }]));
  expect(shownPicks(answered(after, second, { kept: "yes", picks: own([{ number: 2, note: "this one" }]) }))).toEqual(own([{ number: 2, note: "this one" }]));
});

test("the same press picks a picture and takes it back, by what is shown and not by what the server has", () => {
  const before = own([{ number: 2, note: "light" }]);
  const form = turnedPick(before, 1);
  expect(form).toEqual(picked(1));
  expect(turnedPick(shownPicks(wished(before, form)), 1)).toEqual(taken(1));
});
