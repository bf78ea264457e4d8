import { z } from "zod";
import { codePoints } from "@/lib/models/code-points";
import type { Field, FieldOf } from "@/lib/models/field";
import type { Model } from "@/lib/models/model";

/** References go by address: a data URI is nothing that the provider promises to read. */
const address = () => z.url({ protocol: /^https?$/, error: "Must be an http or https address." });

function withItems<S extends z.ZodArray>(array: S, { minItems, maxItems }: { minItems: number | null; maxItems: number | null }) {
  const atLeast = minItems === null ? array : array.min(minItems);
  return maxItems === null ? atLeast : atLeast.max(maxItems);
}

function numberSchema({ kind, minimum, maximum }: FieldOf<"integer" | "number">) {
  const base = kind === "integer" ? z.int() : z.number();
  const atLeast = minimum === null ? base : base.min(minimum);
  return maximum === null ? atLeast : atLeast.max(maximum);
}

function valueSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case "text": {
      const { maxLength } = field;
      if (maxLength === null) return z.string();
      return z.string().refine((text) => codePoints(text) <= maxLength, { error: `Must have at most ${maxLength} characters.` });
    }
    case "choice": return z.literal([...field.options]);
    case "integer":
    case "number": return numberSchema(field);
    case "boolean": return z.boolean();
    case "media": return field.many ? withItems(z.array(address()), field) : address();
    case "json":
      switch (field.shape) {
        case "object": return z.record(z.string(), z.unknown());
        case "array": return withItems(z.array(z.unknown()), field);
        case "any": return z.unknown();
        default: return field satisfies never;
      }
    default: return field satisfies never;
  }
}

/**
 * The zod that browser, server and emulator run on an input, as strict as the published schema and once stricter:
 * an unknown key is refused. The first part of each issue's path is the field's name.
 */
export function inputSchemaOf({ fields }: Model): z.ZodType<Record<string, unknown>> {
  const shape = Object.fromEntries(
    fields.map((field) => [field.name, field.required ? valueSchema(field) : valueSchema(field).optional()]),
  );
  /** Not `strictObject`: that reports all unknown keys in one issue without a path. */
  const unknownKey = z.unknown().refine(() => false, { error: "This model has no such field." });
  return z.object(shape).catchall(unknownKey);
}
