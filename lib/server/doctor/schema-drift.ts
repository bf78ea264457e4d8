import "server-only";
import type { Field, MediaRule, Option } from "@/lib/models/field";
import type { Model } from "@/lib/models/model";

/** What of a field decides whether an input fits; its texts do not. */
type Facts = { single: Record<string, string>; options: readonly Option[]; rules: readonly MediaRule[] };

const shown = (value: unknown): string => (value === null ? "none" : JSON.stringify(value));

function ownFacts(field: Field): Facts {
  const none = { options: [], rules: [] };
  switch (field.kind) {
    case "text": return { ...none, single: { default: shown(field.default), maxLength: shown(field.maxLength) } };
    case "choice": return { ...none, single: { default: shown(field.default) }, options: field.options };
    case "integer":
    case "number": return { ...none, single: { default: shown(field.default), minimum: shown(field.minimum), maximum: shown(field.maximum) } };
    case "boolean": return { ...none, single: { default: shown(field.default) } };
    case "media":
      return field.many
        ? { ...none, single: { media: field.media, minItems: shown(field.minItems), maxItems: shown(field.maxItems) }, rules: field.rules }
        : { ...none, single: { media: field.media }, rules: field.rules };
    case "json":
      return field.shape === "array"
        ? { ...none, single: { shape: field.shape, minItems: shown(field.minItems), maxItems: shown(field.maxItems) } }
        : { ...none, single: { shape: field.shape } };
    default: return field satisfies never;
  }
}

const kindOf = (field: Field): string => (field.kind === "media" && field.many ? `many ${field.media}s` : field.kind === "media" ? `one ${field.media}` : field.kind);
const ruleName = ({ dimension, op }: MediaRule): string => `${dimension} ${op}`;

function changesOf(shipped: Field, told: Field): string[] {
  const required = shipped.required === told.required ? [] : [told.required ? "now required" : "no longer required"];
  if (kindOf(shipped) !== kindOf(told)) return [...required, `${kindOf(shipped)} -> ${kindOf(told)}`];
  const before = ownFacts(shipped);
  const after = ownFacts(told);
  const single = Object.entries(before.single).flatMap(([name, value]) => (after.single[name] === value ? [] : [`${name} ${value} -> ${after.single[name] ?? "none"}`]));
  return [...required, ...single, ...optionChanges(before.options, after.options), ...ruleChanges(before.rules, after.rules)];
}

function optionChanges(before: readonly Option[], after: readonly Option[]): string[] {
  const gone = before.filter((option) => !after.includes(option));
  const added = after.filter((option) => !before.includes(option));
  return [
    ...(gone.length > 0 ? [`options gone: ${gone.map(shown).join(", ")}`] : []),
    ...(added.length > 0 ? [`options new: ${added.map(shown).join(", ")}`] : []),
  ];
}

function ruleChanges(before: readonly MediaRule[], after: readonly MediaRule[]): string[] {
  const names = [...new Set([...before, ...after].map(ruleName))];
  const valuesIn = (rules: readonly MediaRule[], name: string) => rules.filter((rule) => ruleName(rule) === name).map(({ value }) => value).join(" and ") || "none";
  return names.flatMap((name) => (valuesIn(before, name) === valuesIn(after, name) ? [] : [`${name} ${valuesIn(before, name)} -> ${valuesIn(after, name)}`]));
}

/** A line for each field that differs: "+" is told and not shipped, "-" shipped and not told, "~" changed. */
export function schemaDrift(shipped: Model, told: Model): string[] {
  const gone = shipped.fields.filter(({ name }) => !told.fields.some((field) => field.name === name)).map(({ name }) => `- ${name}: gone`);
  const rest = told.fields.flatMap((field) => {
    const known = shipped.fields.find(({ name }) => name === field.name);
    if (!known) return [`+ ${field.name}: ${kindOf(field)}${field.required ? ", required" : ""}`];
    const changes = changesOf(known, field);
    return changes.length === 0 ? [] : [`~ ${field.name}: ${changes.join("; ")}`];
  });
  return [...gone, ...rest];
}
