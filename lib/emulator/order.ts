import { z } from "zod";
import { unfit, type Detail, type Refusal } from "@/lib/emulator/refusal";
import type { MediaRule } from "@/lib/models/field";
import { inputSchemaOf } from "@/lib/models/input-schema";
import type { Model } from "@/lib/models/model";
import { err, ok, type Result } from "@/lib/result";

export const productSchema = z.enum([
  /** A picture for each frame. */
  "group",
  /** One picture with all frames on it. */
  "sheet",
  /** Our own clip, as often as there are frames. */
  "clip",
]);
export type Product = z.infer<typeof productSchema>;

/** A reference where the input names it, and what its file must be. */
export type NamedReference = { address: string; loc: readonly (string | number)[]; rules: readonly MediaRule[] };

/** An input that fits the schema, with the defaults filled in. */
export type Order = {
  prompt: string;
  references: readonly NamedReference[];
  product: Product;
  frames: number;
  width: number;
  height: number;
  /** Outputs that were asked for at most. */
  asked: number;
  /** Outputs or seconds, as the model is priced. */
  paidUnits: number;
  optimize: string;
  seed: number | null;
};

type Input = Record<string, unknown>;

/** What the schema says of a body; the input that comes back has every default of the schema. */
export function checkedInput(model: Model, body: unknown): Result<Input, Refusal> {
  const parsed = inputSchemaOf(model).safeParse(body);
  if (!parsed.success) return err(unfit(...parsed.error.issues.map((issue) => detailOf(issue, body))));
  const usual = model.fields.flatMap((field) => (field.kind === "media" || field.default === null ? [] : [[field.name, field.default]]));
  return ok({ ...Object.fromEntries(usual), ...parsed.data });
}

function detailOf(issue: z.core.$ZodIssue, body: unknown): Detail {
  const loc = ["body", ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))];
  const [name] = issue.path;
  const isMissing = issue.path.length === 1 && typeof name === "string" && typeof body === "object" && body !== null && !(name in body);
  return isMissing ? { loc, msg: "Field required", type: "missing" } : { loc, msg: issue.message, type: issue.code };
}

/** The addresses under one field, in their order. */
export function referencesIn(model: Model, input: Input, name: string): NamedReference[] {
  const field = model.fields.find((candidate) => candidate.name === name);
  if (field?.kind !== "media") throw new Error(`${model.id} has no media field ${name}`);
  if (!field.many) return [{ address: z.string().parse(input[name]), loc: ["body", name], rules: field.rules }];
  return z.array(z.string()).parse(input[name]).map((address, place) => ({ address, loc: ["body", name, place], rules: field.rules }));
}

const SIZE = /^(\d{1,5}):(\d{1,5})\b/;

/** "2560:1440 (16:9)", as the schemas spell a size. */
export function sizeIn(input: Input, name: string): { width: number; height: number } {
  const [, width, height] = SIZE.exec(z.string().parse(input[name])) ?? [];
  if (!width || !height) throw new Error(`a size that the schema let through cannot be read: ${String(input[name])}`);
  return { width: Number(width), height: Number(height) };
}
