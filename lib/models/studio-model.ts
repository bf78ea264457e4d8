import { z } from "zod";
import type { ComposerModel, ImageSize } from "@/lib/models/composer-model";
import type { Field, FieldOf } from "@/lib/models/field";
import { parseModel, type Model } from "@/lib/models/model";
import type { Draft } from "@/lib/sessions/session";

/** Which field of the model plays which part in the composer. */
export type Roles = { prompt: string; references: string; count: string; size: string; optimize: string; seed: string };

/** A model as the studio knows it: its schema, read, and what no schema tells. */
export type StudioModel = ComposerModel & {
  model: Model;
  roles: Roles;
  emptyDraft: () => Draft;
};

const SIZE = /^(\d{1,5}):(\d{1,5}) \((\d{1,3}:\d{1,3})\)$/;
const optimizeSchema = z.enum(["fast", "standard"]);
/** What a draft can hold: seeds of the field are 31 bits. */
const SEED_MAX = 2_147_483_647;

function imageSize(option: unknown): ImageSize {
  const [, width, height, ratio] = SIZE.exec(String(option)) ?? [];
  if (!width || !height || !ratio) throw new Error(`not a size: ${String(option)}`);
  return { value: String(option), width: Number(width), height: Number(height), ratio };
}

function fieldNamed<Kind extends Field["kind"]>(model: Model, name: string, kind: Kind): FieldOf<Kind> {
  const isOfKind = (field: Field): field is FieldOf<Kind> => field.name === name && field.kind === kind;
  const field = model.fields.find(isOfKind);
  if (!field) throw new Error(`${model.id} has no ${kind} field ${name}`);
  return field;
}

function told<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`the schema does not tell ${what}`);
  return value;
}

/** Throws where the shipped schema does not fit its roles: that is a bug of ours, found by the first test. */
export function studioModel(
  published: unknown,
  { name, roles, mostImagesInAll }: Pick<StudioModel, "name" | "roles" | "mostImagesInAll">,
): StudioModel {
  const parsed = parseModel(published);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const model = parsed.value;
  const references = fieldNamed(model, roles.references, "media");
  if (!references.many) throw new Error(`${roles.references} takes one file`);
  const count = fieldNamed(model, roles.count, "choice");
  const size = fieldNamed(model, roles.size, "choice");
  const optimize = fieldNamed(model, roles.optimize, "choice");
  const seed = fieldNamed(model, roles.seed, "integer");
  const start = {
    count: z.int().parse(told(count.default, "the usual count")),
    size: imageSize(told(size.default, "the usual size")).value,
    optimize: optimizeSchema.parse(told(optimize.default, "the usual optimize mode")),
  };
  return {
    model, name, roles, mostImagesInAll,
    sizes: size.options.map(imageSize).sort((a, b) => b.width / b.height - a.width / a.height),
    counts: z.array(z.int().min(1)).parse([...count.options]).sort((a, b) => a - b),
    optimizeOptions: z.array(optimizeSchema).parse([...optimize.options]),
    minReferences: references.minItems ?? 0,
    maxReferences: told(references.maxItems, "how many references it takes"),
    maxPromptChars: told(fieldNamed(model, roles.prompt, "text").maxLength, "how long a prompt may be"),
    seedRange: { min: Math.max(0, seed.minimum ?? 0), max: Math.min(SEED_MAX, seed.maximum ?? SEED_MAX) },
    referenceRules: references.rules,
    emptyDraft: () => ({ prompt: "", ...start, seed: null, referenceIds: [] }),
  };
}

/** What of a model goes to the browser. */
export function composerModelOf({ model: _model, roles: _roles, emptyDraft: _emptyDraft, ...composerModel }: StudioModel): ComposerModel {
  return composerModel;
}
