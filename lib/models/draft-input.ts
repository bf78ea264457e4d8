import type { DraftField } from "@/lib/generations/submit";
import { codePoints } from "@/lib/models/code-points";
import { sizeOf, type ComposerModel } from "@/lib/models/composer-model";
import { roomForImages } from "@/lib/models/image-budget";
import type { StudioModel } from "@/lib/models/studio-model";
import type { Draft } from "@/lib/sessions/session";

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function promptFinding({ maxPromptChars }: ComposerModel, prompt: string): string | null {
  if (prompt.trim() === "") return "Write what the images should show.";
  const chars = codePoints(prompt);
  return chars > maxPromptChars ? `The prompt has ${chars} characters; the model takes ${maxPromptChars}.` : null;
}

function referencesFinding({ minReferences, maxReferences }: ComposerModel, references: number): string | null {
  if (references > maxReferences) return `There are ${references} references; the model takes ${maxReferences}.`;
  if (references >= minReferences) return null;
  return minReferences === 1 ? "Add a photograph first." : `Add ${minReferences - references} more photographs: the model needs ${minReferences}.`;
}

function countFinding(model: ComposerModel, count: number, references: number): string | null {
  const { counts, maxReferences } = model;
  if (!counts.includes(count)) return `Choose ${counts[0]} to ${counts.at(-1)} images; ${count} is not offered.`;
  const room = roomForImages(model, references);
  if (count <= room || references > maxReferences) return null;
  return `${counted(references, "reference")} ${references === 1 ? "leaves" : "leave"} room for ${counted(room, "image")}.`;
}

function sizeFinding(model: ComposerModel, size: string): string | null {
  return sizeOf(model, size) ? null : `Choose one of the model's ${model.sizes.length} sizes.`;
}

function optimizeFinding({ optimizeOptions }: ComposerModel, optimize: Draft["optimize"]): string | null {
  return optimizeOptions.includes(optimize) ? null : `Choose ${optimizeOptions.join(" or ")}.`;
}

function seedFinding({ seedRange: { min, max } }: ComposerModel, seed: number | null): string | null {
  if (seed === null || (Number.isInteger(seed) && seed >= min && seed <= max)) return null;
  return `The seed is a whole number from ${min} to ${max}, or empty.`;
}

/**
 * What keeps a draft from being sent, a sentence for each field. Browser and server run the same; `references` is how
 * many of the draft's references exist.
 */
export function checkDraft(model: ComposerModel, draft: Draft, references: number): Partial<Record<DraftField, string>> {
  const findings: readonly (readonly [DraftField, string | null])[] = [
    ["prompt", promptFinding(model, draft.prompt)],
    ["references", referencesFinding(model, references)],
    ["count", countFinding(model, draft.count, references)],
    ["size", sizeFinding(model, draft.size)],
    ["optimize", optimizeFinding(model, draft.optimize)],
    ["seed", seedFinding(model, draft.seed)],
  ];
  const sentences: Partial<Record<DraftField, string>> = {};
  for (const [field, sentence] of findings) if (sentence !== null) sentences[field] = sentence;
  return sentences;
}

/**
 * The provider's flat input for a draft without findings. Fields that the composer does not show go out with their
 * published default, so that a change of the provider's own default changes nothing here.
 */
export function toInput(
  { model, roles }: StudioModel,
  draft: Draft,
  referenceUrls: readonly string[],
): Record<string, unknown> {
  const shown: readonly string[] = Object.values(roles);
  const input: Record<string, unknown> = {};
  for (const field of model.fields) {
    if (field.kind !== "media" && field.default !== null && !shown.includes(field.name)) input[field.name] = field.default;
  }
  return {
    ...input,
    [roles.prompt]: draft.prompt,
    [roles.references]: [...referenceUrls],
    [roles.count]: draft.count,
    [roles.size]: draft.size,
    [roles.optimize]: draft.optimize,
    ...(draft.seed === null ? {} : { [roles.seed]: draft.seed }),
  };
}
