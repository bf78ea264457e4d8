import { gapsInPrompt } from "@/components/composer/prompt-gaps";
import { countInPrompt, referencesInPrompt } from "@/lib/models/prompt-count";

export type PromptPart =
  | { text: string; mark: "none" | "count" | "gap" }
  | { text: string; mark: "reference" | "missing_reference"; number: number };
type Mark = { start: number; end: number; mark: "count" | "gap" } | { start: number; end: number; mark: "reference" | "missing_reference"; number: number };

/** The prompt in parts, for the layer of marks behind it: joined they are the prompt again. */
export function promptParts(prompt: string, references: number): PromptPart[] {
  const count = countInPrompt(prompt);
  const marks: Mark[] = referencesInPrompt(prompt).map((mention) => ({ ...mention, mark: mention.number <= references ? "reference" : "missing_reference" }));
  if (count) marks.push({ start: count.start, end: count.end, mark: "count" });
  for (const gap of gapsInPrompt(prompt)) marks.push({ ...gap, mark: "gap" });
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
