import { countInPrompt, referencesInPrompt } from "@/lib/models/prompt-count";

/** References that the prompt names and that are not there. */
export const missingReferences = (prompt: string, references: number): number[] =>
  [...new Set(referencesInPrompt(prompt).map(({ number }) => number))].filter((number) => number > references);

export type CountAdvice =
  | { advice: "none" }
  /** `offers` are numbers that there is room for. */
  | { advice: "mismatch"; says: number; chose: number; canMakeSays: boolean; offers: readonly number[] }
  | { advice: "unnamed"; chose: number };

/** Warnings, never refusals: the model reads the number of images from the prompt. */
export function countAdvice(prompt: string, chose: number, room: number): CountAdvice {
  const named = countInPrompt(prompt);
  if (named) {
    const { count: says } = named;
    if (says === chose) return { advice: "none" };
    const canMakeSays = says >= 1 && says <= room;
    /** Where not even the most is as many as the prompt wants, the most is the nearest. */
    const nearest = says > room ? room : says;
    const offers = [...new Set([nearest, chose])].filter((offer) => offer >= 1 && offer <= room);
    return { advice: "mismatch", says, chose, canMakeSays, offers };
  }
  return prompt.trim() !== "" && chose > 1 ? { advice: "unnamed", chose } : { advice: "none" };
}
