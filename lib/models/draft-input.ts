import type { DraftField, DraftFinding } from "@/lib/generations/submit";
import { codePoints } from "@/lib/models/code-points";
import { sizeOf, type ComposerModel } from "@/lib/models/composer-model";
import { roomForImages } from "@/lib/models/image-budget";
import type { StudioModel } from "@/lib/models/studio-model";
import type { Draft } from "@/lib/sessions/session";

function promptFinding({ maxPromptChars }: ComposerModel, prompt: string): DraftFinding | null {
  if (prompt.trim() === "") return { code: "prompt_empty" };
  const chars = codePoints(prompt);
  return chars > maxPromptChars ? { code: "prompt_too_long", chars, most: maxPromptChars } : null;
}

function referencesFinding({ minReferences, maxReferences }: ComposerModel, references: number): DraftFinding | null {
  if (references > maxReferences) return { code: "too_many_references", references, most: maxReferences };
  if (references >= minReferences) return null;
  return minReferences === 1 ? { code: "no_reference" } : { code: "too_few_references", missing: minReferences - references, least: minReferences };
}

function countFinding(model: ComposerModel, count: number, references: number): DraftFinding | null {
  const { counts, maxReferences } = model;
  if (!counts.includes(count)) return { code: "count_not_offered", chosen: count, least: Math.min(...counts), most: Math.max(...counts) };
  const room = roomForImages(model, references);
  return count <= room || references > maxReferences ? null : { code: "no_room", references, room };
}

function sizeFinding(model: ComposerModel, size: string): DraftFinding | null {
  return sizeOf(model, size) ? null : { code: "size_not_offered", sizes: model.sizes.length };
}

function optimizeFinding({ optimizeOptions }: ComposerModel, optimize: Draft["optimize"]): DraftFinding | null {
  return optimizeOptions.includes(optimize) ? null : { code: "optimize_not_offered", options: optimizeOptions };
}

function seedFinding({ seedRange: { min, max } }: ComposerModel, seed: number | null): DraftFinding | null {
  if (seed === null || (Number.isInteger(seed) && seed >= min && seed <= max)) return null;
  return { code: "seed_out_of_range", min, max };
}

/**
 * What keeps a draft from being sent, for each field. Browser and server run the same; `references` is how many of the
 * draft's references exist.
 */
export function checkDraft(model: ComposerModel, draft: Draft, references: number): Partial<Record<DraftField, DraftFinding>> {
  const checked: readonly (readonly [DraftField, DraftFinding | null])[] = [
    ["prompt", promptFinding(model, draft.prompt)],
    ["references", referencesFinding(model, references)],
    ["count", countFinding(model, draft.count, references)],
    ["size", sizeFinding(model, draft.size)],
    ["optimize", optimizeFinding(model, draft.optimize)],
    ["seed", seedFinding(model, draft.seed)],
  ];
  const findings: Partial<Record<DraftField, DraftFinding>> = {};
  for (const [field, finding] of checked) if (finding !== null) findings[field] = finding;
  return findings;
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
