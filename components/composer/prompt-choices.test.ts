import { expect, test } from "vitest";
import { choicesFor, exampleNames } from "@/components/composer/prompt-choices";
import { defaultModel } from "@/lib/models/catalog";
import { countInPrompt, referencesInPrompt } from "@/lib/models/prompt-count";
import { english, korean } from "@/tests/support/languages";

const replaced = (prompt: string) => ({ sessionId: `ses_${"1".repeat(32)}`, draft: { ...defaultModel.emptyDraft(), prompt }, references: [], atMs: 1 });
const sent = (prompt: string) => ({ generationId: "gen", prompt, usedAt: 1, takes: 2 });
const asked = { query: "", drafts: [], prompts: [], isMore: false };

test("each example names a number of images and the first reference, in both languages", () => {
  for (const t of [english, korean]) {
    for (const name of exampleNames) {
      const text = t(`composer.example.${name}`);
      expect({ text, count: (countInPrompt(text)?.count ?? 0) > 1, first: referencesInPrompt(text).some(({ number }) => number === 1), fits: text.length <= 300 }).toEqual({ text, count: true, first: true, fits: true });
    }
  }
});

test("what was written comes before what was sent, and examples last; nothing stands there twice", () => {
  const groups = choicesFor(english, { ...asked, drafts: [replaced("Cups, unsent"), replaced("cups, sent ")], prompts: [sent("Cups, sent")], isMore: true });
  expect(groups.map(({ name, choices }) => [name, choices.map(({ kind }) => kind)])).toEqual([
    ["drafts", ["draft"]], ["prompts", ["prompt", "more"]], ["examples", exampleNames.map(() => "example")],
  ]);
});

test("every word that is looked for has to be there; an empty group is not shown", () => {
  const groups = choicesFor(english, { ...asked, query: "SEASON spot", drafts: [replaced("Cups")] });
  expect(groups.map(({ name, choices }) => [name, choices.length])).toEqual([["examples", 1]]);
});
