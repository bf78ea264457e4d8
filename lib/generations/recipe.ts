import * as z from "zod/mini";
import { err, ok, type Result } from "@/lib/result";
import { draftSchema } from "@/lib/sessions/session";

/** What a zip's recipe.json is: enough to make its takes again, and to know its files by their bytes. */
export const recipeKind = "contact-sheet/recipe";
/** Grows when an older reader would misread what is written. */
export const recipeVersion = 1;
export const recipeFileName = "recipe.json";

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** A file of the zip. */
const fileName = z.string().check(z.minLength(1), z.maxLength(300));

const recipeReferenceSchema = z.object({
  /** From 1: "image 2" in the prompt. */
  number: z.int().check(z.gte(1), z.lte(10)),
  name: z.string().check(z.maxLength(300)),
  /** null where its bytes could not be had. */
  file: z.nullable(fileName),
  sha256,
  /** The frame it was made from: "5-1", and that frame's bytes where they are still known. */
  madeFrom: z.nullable(z.object({ frame: z.string().check(z.maxLength(20)), sha256: z.nullable(sha256) })),
});
export type RecipeReference = z.infer<typeof recipeReferenceSchema>;

const recipeFrameSchema = z.object({
  /** "6-2" */
  name: z.string().check(z.maxLength(20)),
  file: fileName,
  sha256,
  bytes: z.int(),
  mime: z.string().check(z.maxLength(100)),
  width: z.int(),
  height: z.int(),
  marked: z.boolean(),
});

const { prompt, count, size, optimize, seed } = draftSchema.shape;
const recipeTakeSchema = z.object({
  take: z.int(),
  modelId: z.string().check(z.maxLength(200)),
  engine: z.enum(["demo", "runcomfy"]),
  madeAt: z.int(),
  prompt,
  settings: z.object({ count, size, optimize, seed }),
  references: z.array(recipeReferenceSchema).check(z.maxLength(10)),
  /** Those of its frames that are in the zip. */
  frames: z.array(recipeFrameSchema).check(z.maxLength(100)),
});
export type RecipeTake = z.infer<typeof recipeTakeSchema>;

const MOST_TAKES = 10_000;
const wholeSchema = z.object({
  kind: z.literal(recipeKind),
  version: z.int(),
  title: z.string().check(z.maxLength(500)),
  savedAt: z.int(),
  takes: z.array(z.unknown()).check(z.maxLength(MOST_TAKES)),
});
export type Recipe = Omit<z.infer<typeof wholeSchema>, "takes"> & { takes: RecipeTake[] };

export type NotARecipe =
  | { code: "not_a_recipe" }
  /** Written by a later studio. */
  | { code: "newer"; version: number };

/** Newest take first. A take that cannot be read is left out and counted, and hides no other. */
export function readRecipe(json: string): Result<Recipe & { unreadable: number }, NotARecipe> {
  const parsed = wholeSchema.safeParse(parsedJson(json));
  if (!parsed.success) return err({ code: "not_a_recipe" });
  const { takes: rows, ...whole } = parsed.data;
  if (whole.version > recipeVersion) return err({ code: "newer", version: whole.version });
  const takes = rows.flatMap((row) => recipeTakeSchema.safeParse(row).data ?? []);
  return ok({ ...whole, takes: takes.sort((a, b) => b.take - a.take), unreadable: rows.length - takes.length });
}

function parsedJson(json: string): unknown {
  try {
    // Editors of another system begin a file with a mark.
    return JSON.parse(json.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
}

export const writeRecipe = ({ title, savedAt, takes }: Pick<Recipe, "title" | "savedAt" | "takes">): string =>
  `${JSON.stringify({ kind: recipeKind, version: recipeVersion, title, savedAt, takes } satisfies Recipe, null, 2)}\n`;
