import { z } from "zod";
import type { Field, Option } from "@/lib/models/field";
import { mediaOf, mediaRulesOf } from "@/lib/models/published-media";

/** Schemas spell numbers as text now and then: "5". */
const numeric = z.union([z.number(), z.string().regex(/^-?\d{1,15}(\.\d{1,15})?$/).transform(Number)]);
const numberOrNull = numeric.nullable().catch(null);
const countOrNull = numeric.pipe(z.int().min(0)).nullable().catch(null);
const text = z.string().catch("");
const list = z.array(z.unknown()).catch([]);
const type = z.union([z.string(), z.array(z.string()).transform((names) => names.find((name) => name !== "null") ?? "")]).catch("");
const optionSchema = z.union([z.string(), z.number()]);

/** Every key is read for itself: a broken one counts as not published and never costs the field. */
const looseFields = {
  type, format: text, title: text, description: text, default: z.unknown().optional(), enum: list, validations: list,
  minimum: numberOrNull, maximum: numberOrNull, maxLength: countOrNull, minItems: countOrNull, maxItems: countOrNull,
};
const itemsSchema = z.object({ type, format: text, validations: list, enum: list, properties: z.unknown().optional() });
const fieldSchema = z.object({ ...looseFields, properties: z.unknown().optional(), items: itemsSchema.nullable().catch(null) });
type Published = z.infer<typeof fieldSchema>;

/** A pair that no value can meet is a slip of the schema: neither is held. */
const range = (low: number | null, high: number | null) =>
  low !== null && high !== null && low > high ? { low: null, high: null } : { low, high };

const optionsOf = (published: Published): Option[] => [
  ...new Set(published.enum.flatMap((option) => optionSchema.safeParse(option).data ?? [])),
];

function typeOf(published: Published): string {
  if (published.type) return published.type;
  if (published.items) return "array";
  if (published.properties) return "object";
  const known = typeof published.default;
  if (known === "boolean" || known === "string") return known;
  if (known === "number") return Number.isInteger(published.default) ? "integer" : "number";
  return published.format ? "string" : "";
}

type KindOf<F> = F extends unknown ? Omit<F, "name" | "required" | "title" | "description"> : never;

function arrayKind(name: string, published: Published): KindOf<Field> {
  const { items } = published;
  const { low: minItems, high: maxItems } = range(published.minItems, published.maxItems);
  const rules = mediaRulesOf([...published.validations, ...(items?.validations ?? [])]);
  const holdsText = !items || (!items.properties && items.enum.length === 0 && (items.type === "string" || items.type === ""));
  const media = holdsText ? mediaOf(name, [published.format, items?.format ?? ""], rules) : null;
  if (media) return { kind: "media", media, many: true, minItems, maxItems, rules };
  const fallback = Array.isArray(published.default) ? published.default : null;
  return { kind: "json", shape: "array", default: fallback, minItems, maxItems };
}

function stringKind(name: string, published: Published): KindOf<Field> {
  const rules = mediaRulesOf(published.validations);
  const media = mediaOf(name, [published.format], rules);
  if (media) return { kind: "media", media, many: false, rules };
  return { kind: "text", default: z.string().nullable().catch(null).parse(published.default), maxLength: published.maxLength };
}

function numberKind(kind: "integer" | "number", published: Published): KindOf<Field> {
  const { low: minimum, high: maximum } = range(published.minimum, published.maximum);
  const fallback = numberOrNull.parse(published.default);
  const fits = fallback !== null && (kind === "number" || Number.isSafeInteger(fallback));
  return { kind, default: fits ? fallback : null, minimum, maximum };
}

function booleanKind(published: Published): KindOf<Field> {
  const { default: value } = published;
  const fallback = value === true || value === "true" ? true : value === false || value === "false" ? false : null;
  return { kind: "boolean", default: fallback };
}

function kindOf(name: string, published: Published): KindOf<Field> {
  const options = optionsOf(published);
  const type = typeOf(published);
  if (options.length > 0 && type !== "array" && type !== "object") {
    /** The spelling of the option counts: 5 is published as "5" where the options are texts. */
    const fallback = options.find((option) => String(option) === String(published.default)) ?? null;
    return { kind: "choice", default: fallback, options };
  }
  switch (type) {
    case "string": return stringKind(name, published);
    case "integer": return numberKind("integer", published);
    case "number":
    case "float": return numberKind("number", published);
    case "boolean": return booleanKind(published);
    case "array": return arrayKind(name, published);
    case "object": return { kind: "json", shape: "object", default: z.record(z.string(), z.unknown()).nullable().catch(null).parse(published.default) };
    default: return { kind: "json", shape: "any", default: published.default ?? null };
  }
}

/** Reads one property of a published schema, whatever it looks like. */
export function fieldOf(name: string, raw: unknown, required: boolean): Field {
  const published = fieldSchema.safeParse(raw).data ?? fieldSchema.parse({});
  const { description } = published;
  return { name, required, title: published.title || name, description, ...kindOf(name, published) };
}
