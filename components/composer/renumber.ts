import { gapIn } from "@/components/composer/prompt-gaps";
import type { Language } from "@/lib/messages/language";
import { referencesInPrompt } from "@/lib/models/prompt-count";

/** From a number to the one that the same picture has now; null for a picture that is gone. What is not named here stays. */
export type Moves = ReadonlyMap<number, number | null>;

/**
 * Where pictures went between two orders of their ids. What newly arrived in the place of one that is gone stands in for
 * it; what stayed where it was is left out.
 */
export function movesBetween(before: readonly string[], now: readonly string[]): Moves {
  const moves = new Map<number, number | null>();
  before.forEach((id, at) => {
    const index = now.indexOf(id);
    const standIn = now[at];
    if (index === at || (index < 0 && standIn !== undefined && !before.includes(standIn))) return;
    moves.set(at + 1, index < 0 ? null : index + 1);
  });
  return moves;
}

/** Numbers that the prompt names and whose picture is gone. */
export const goneNumbers = (prompt: string, moves: Moves): number[] =>
  [...new Set(referencesInPrompt(prompt).map(({ number }) => number))].filter((number) => moves.get(number) === null);

export type Renumbered = {
  prompt: string;
  /** In the prompt's order: what stood in a place, and what stands there now. */
  swaps: readonly { was: string; is: string }[];
};

/**
 * The numbers alone change, in the person's own form: "images 1 and 2" stays a list, "2번 사진" stays Korean. In the place
 * of a picture that is gone stand words without a number, which no picture that is added later is meant by.
 */
export function renumbered(prompt: string, moves: Moves, language: Language): Renumbered {
  const swaps: { was: string; is: string }[] = [];
  let text = "";
  let at = 0;
  /** How the list begins that a bare number belongs to; a gap in it cuts the rest off from its noun. */
  let list = { first: "", isCut: false };
  for (const { start, end, number } of referencesInPrompt(prompt)) {
    /** One number may be found twice: at the end of a list, and by a noun behind it. */
    if (start < at) continue;
    const was = prompt.slice(start, end);
    const isBare = /^\d+$/.test(was);
    if (!isBare) list = { first: was, isCut: false };
    const to = moves.has(number) ? moves.get(number) ?? null : number;
    const is = to === null ? gapIn(language) : (isBare && list.isCut ? list.first : was).replace(/\d+/, String(to));
    list.isCut = to === null;
    swaps.push({ was, is });
    text += prompt.slice(at, start) + is;
    at = end;
  }
  return { prompt: text + prompt.slice(at), swaps };
}

/** The prompt as it was, around what was typed since. */
export function asBefore(now: string, { prompt, swaps }: Renumbered, before: string): string {
  if (now.includes(prompt)) return now.replace(prompt, () => before);
  let text = "";
  let at = 0;
  for (const { was, is } of swaps) {
    const found = now.indexOf(is, at);
    if (found < 0) continue;
    text += now.slice(at, found) + was;
    at = found + is.length;
  }
  return text + now.slice(at);
}
