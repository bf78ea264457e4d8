import { outputsOf, type Generation } from "@/lib/generations/generation";
import type { ComposerModel } from "@/lib/models/composer-model";
import { codePoints } from "@/lib/models/code-points";
import { countInPrompt, withCount } from "@/lib/models/prompt-count";
import { draftOfTake } from "@/components/sheet/draft-of-take";
import type { Draft } from "@/lib/sessions/session";

/** Of what a finished take was asked for, how much it has not brought. A frame that came and was deleted did come. */
export type Shortfall =
  | { kind: "none" }
  /** Some frames were not made, or made and could not be fetched. */
  | { kind: "short"; missing: number; lost: number }
  /** One picture came in place of several, because the prompt names no number: it may hold them all. */
  | { kind: "collage" };

export function shortfallOf(generation: Generation): Shortfall {
  if (generation.status !== "completed") return { kind: "none" };
  const outputs = outputsOf(generation);
  const came = outputs.filter(({ state }) => state === "delivered" || state === "deleted").length;
  const lost = outputs.filter(({ state }) => state === "lost").length;
  const missing = generation.count - lost - came;
  if (missing <= 0 && lost === 0) return { kind: "none" };
  if (came === 1 && lost === 0 && countInPrompt(generation.prompt) === null) return { kind: "collage" };
  return { kind: "short", missing: Math.max(0, missing), lost };
}

/** How many images a further take is to bring: of a collage each by itself. */
export const imagesToMake = (generation: Generation, shortfall: Shortfall): number => {
  switch (shortfall.kind) {
    case "none": return 0;
    case "short": return shortfall.missing + shortfall.lost;
    case "collage": return generation.count;
    default: return shortfall satisfies never;
  }
};

/** What makes it up: the same, for just those images, and with their number in the prompt, without which one comes. null where the model does not take it. */
export function draftToMakeUp(model: Pick<ComposerModel, "sizes" | "counts" | "maxPromptChars">, generation: Generation): Draft | null {
  const count = imagesToMake(generation, shortfallOf(generation));
  const draft = draftOfTake(model, generation);
  const prompt = countInPrompt(generation.prompt) === null ? numbered(generation.prompt, count) : withCount(generation.prompt, count);
  if (draft === null || !model.counts.includes(count) || codePoints(prompt) > model.maxPromptChars) return null;
  return { ...draft, count, prompt };
}

const HANGUL = /\p{Script=Hangul}/u;

function numbered(prompt: string, count: number): string {
  if (HANGUL.test(prompt)) return `이미지 ${count}장: ${prompt}`;
  return `Generate ${count} ${count === 1 ? "image" : "images"}: ${prompt}`;
}
