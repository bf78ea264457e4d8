import { countInPrompt, referencesInPrompt } from "@/lib/models/prompt-count";

export type PromptPart =
  | { text: string; mark: "none" | "count" }
  | { text: string; mark: "reference" | "missing_reference"; number: number };
type Mark = { start: number; end: number; mark: "count" } | { start: number; end: number; mark: "reference" | "missing_reference"; number: number };

/** The prompt in parts, for the layer of marks behind it: joined they are the prompt again. */
export function promptParts(prompt: string, references: number): PromptPart[] {
  const count = countInPrompt(prompt);
  const marks: Mark[] = referencesInPrompt(prompt).map((mention) => ({ ...mention, mark: mention.number <= references ? "reference" : "missing_reference" }));
  if (count) marks.push({ start: count.start, end: count.end, mark: "count" });
  marks.sort((a, b) => a.start - b.start);
  const parts: PromptPart[] = [];
  let at = 0;
  for (const { start, end, ...marked } of marks) {
    if (start < at) continue;
    if (start > at) parts.push({ text: prompt.slice(at, start), mark: "none" });
    parts.push({ text: prompt.slice(start, end), ...marked });
    at = end;
  }
  if (at < prompt.length) parts.push({ text: prompt.slice(at), mark: "none" });
  return parts;
}

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
