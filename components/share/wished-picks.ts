import type { OwnPicks } from "@/lib/shares/pick";
import type { PickAnswer } from "@/lib/shares/visitor-queries";

export type PickForm = { number: string; picked: "0" | "1"; name?: string; note?: string };
/** What this visitor has picked: `kept` as the server last had it, and what is still on its way there, oldest first. */
export type WishedPicks = { kept: OwnPicks; under: readonly PickForm[] };

/** Shown as wished at once. */
export const shownPicks = ({ kept, under }: WishedPicks): OwnPicks => under.reduce(withWish, kept);

/** What was not kept is not shown any more, whether it was a pick or its note: what the server had before is. */
export function answered({ kept, under }: WishedPicks, form: PickForm, answer: PickAnswer): WishedPicks {
  const others = under.filter((one) => one !== form);
  return { kept: answer.kept === "yes" ? answer.picks : kept, under: others };
}

export const isPicked = ({ picks }: OwnPicks, number: number): boolean => picks.some((pick) => pick.number === number);
/** Picked, or taken back. */
export const turnedPick = (own: OwnPicks, number: number): PickForm => ({ number: String(number), picked: isPicked(own, number) ? "0" : "1" });
export const noteOf = ({ picks }: OwnPicks, number: number): string => picks.find((pick) => pick.number === number)?.note ?? "";

function withWish({ name: before, picks }: OwnPicks, { number, picked, name = before, note }: PickForm): OwnPicks {
  const others = picks.filter((pick) => pick.number !== Number(number));
  if (picked === "0") return { name, picks: others };
  return { name, picks: [...others, { number: Number(number), note: note ?? noteOf({ name, picks }, Number(number)) }] };
}
