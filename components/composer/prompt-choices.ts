import type { ReplacedDraft } from "@/components/composer/kept-schemas";
import type { Translator } from "@/lib/messages/translator";
import type { EarlierPrompt } from "@/lib/records/prompt-history";
import { foldText, searchWords } from "@/lib/sessions/search";

/** Good for sequences: each names a number of images, and how they differ. */
export const exampleNames = ["day", "light", "season", "surface", "distance", "angle", "story", "manner"] as const;

export type Choice =
  | { kind: "draft"; text: string; replaced: ReplacedDraft }
  | { kind: "prompt"; text: string; takes: number }
  | { kind: "example"; text: string }
  /** Leads to more of the prompts before it. */
  | { kind: "more"; text: string };
export type ChoiceGroup = { name: "drafts" | "prompts" | "examples"; choices: readonly Choice[] };

type Asked = { query: string; drafts: readonly ReplacedDraft[]; prompts: readonly EarlierPrompt[]; isMore: boolean };

/** Replaced drafts that are offered; the others are found by their words. */
const MOST_DRAFTS = 3;

/** What the menu offers, in its order: what was written and never sent, what was sent, and examples. */
export function choicesFor(t: Translator, { query, drafts, prompts, isMore }: Asked): ChoiceGroup[] {
  const words = searchWords(query);
  const fits = ({ text }: { text: string }) => words.every((word) => foldText(text).includes(word));
  const sent = new Set(prompts.map(({ prompt }) => foldText(prompt.trim())));
  const examples = exampleNames.map((name): Choice => ({ kind: "example", text: t(`composer.example.${name}`) }));
  const known = new Set(examples.map(({ text }) => text));
  const written = drafts.map((replaced): Choice => ({ kind: "draft", text: replaced.draft.prompt.trim(), replaced }))
    .filter((choice) => fits(choice) && !sent.has(foldText(choice.text)) && !known.has(choice.text));
  const groups: ChoiceGroup[] = [
    { name: "drafts", choices: written.slice(0, MOST_DRAFTS) },
    { name: "prompts", choices: [...prompts.filter(({ prompt }) => fits({ text: prompt })).map(({ prompt, takes }): Choice => ({ kind: "prompt", text: prompt, takes })), ...(isMore ? [{ kind: "more" as const, text: t("composer.prompts.more") }] : [])] },
    { name: "examples", choices: examples.filter(fits) },
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}
