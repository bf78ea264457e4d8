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

/**
 * Which number each number of the prompt becomes. A picture that is gone gets one that nobody has, after the last of
 * `placed`: so it is marked as not there, never means another picture, and is the next that is added.
 */
export function newNumbers(prompt: string, moves: Moves, placed: number): ReadonlyMap<number, number> {
  const gone = goneNumbers(prompt, moves);
  return new Map(referencesInPrompt(prompt).map(({ number }) => {
    const moved = moves.get(number);
    return [number, moved === null ? placed + 1 + gone.indexOf(number) : (moved ?? number)];
  }));
}

/** The numbers alone change, in the person's own form: "images 1 and 2" stays a list, "2번 사진" stays Korean. */
export function withNumbers(prompt: string, numbers: ReadonlyMap<number, number>): string {
  let text = "";
  let at = 0;
  for (const { start, end, number } of referencesInPrompt(prompt)) {
    /** One number may be found twice: at the end of a list, and by a noun behind it. */
    if (start < at) continue;
    const mention = prompt.slice(start, end);
    text += prompt.slice(at, start) + mention.replace(/\d+/, String(numbers.get(number) ?? number));
    at = end;
  }
  return text + prompt.slice(at);
}

export const renumbered = (prompt: string, moves: Moves, placed: number): string => withNumbers(prompt, newNumbers(prompt, moves, placed));

/** For undoing: no two numbers of a prompt become the same one. */
export const inverse = (numbers: ReadonlyMap<number, number>): ReadonlyMap<number, number> => new Map([...numbers].map(([from, to]) => [to, from]));
