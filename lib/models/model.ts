import { z } from "zod";
import type { Field } from "@/lib/models/field";
import { fieldOf } from "@/lib/models/published-field";
import { err, ok, type Result } from "@/lib/result";

/** A hosted model: its id and its arguments, in the order published. */
export type Model = { id: string; fields: readonly Field[] };

export type NotAModel = { code: "not_a_model"; message: string };

/** Far above any published schema; a larger one is not a schema but a mistake. */
const MOST_FIELDS = 200;

const entrySchema = z.object({
  model_id: z.string().min(1).max(200),
  input_schema: z.object({
    properties: z.record(z.string(), z.unknown()),
    required: z.array(z.unknown()).catch([]),
  }),
});

/**
 * Reads an entry of the provider's catalog. Strict about being one, tolerant in all that a field says: a key that
 * cannot be read counts as not published, and `required` may name what does not exist.
 */
export function parseModel(published: unknown): Result<Model, NotAModel> {
  const entry = entrySchema.safeParse(published);
  if (!entry.success) {
    const [issue] = entry.error.issues;
    return err({ code: "not_a_model", message: `${issue?.path.join(".") || "entry"}: ${issue?.message ?? "unreadable"}` });
  }
  const { model_id: id, input_schema: schema } = entry.data;
  const properties = Object.entries(schema.properties);
  if (properties.length > MOST_FIELDS) {
    return err({ code: "not_a_model", message: `input_schema.properties: ${properties.length} fields, at most ${MOST_FIELDS}` });
  }
  const required = new Set(schema.required);
  return ok({ id, fields: properties.map(([name, raw]) => fieldOf(name, raw, required.has(name))) });
}
