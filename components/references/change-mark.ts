import type { Translator } from "@/lib/messages/translator";
import type { Reference } from "@/lib/references/reference";

type MarkCode = "cropped" | "padded" | "format" | "shrunk" | "turned_by_hand" | "turned" | "recoloured" | "first_of" | "place" | "cleaned";
/** The formats are those before and now. */
export type ChangeMark = { code: MarkCode; from: string; to: string };

/** What was done to a picture and is seen most; null where it is as it was. */
export function changeMark({ source, format }: Pick<Reference, "source" | "format">): ChangeMark | null {
  const changes = source?.changes ?? [];
  const has = (kind: (typeof changes)[number]["kind"]) => changes.some((change) => change.kind === kind);
  if (!source || changes.length === 0) return null;
  const mark = (code: MarkCode): ChangeMark => ({ code, from: source.format.toUpperCase(), to: format.toUpperCase() });
  if (has("fitted")) return changes.some((change) => change.kind === "fitted" && change.fit.kind === "crop") ? mark("cropped") : mark("padded");
  if (source.format !== format) return mark("format");
  if (has("shrunk")) return mark("shrunk");
  if (has("turned_by_hand")) return mark("turned_by_hand");
  if (has("turned")) return mark("turned");
  if (has("recoloured")) return mark("recoloured");
  if (has("first_of")) return mark("first_of");
  if (changes.some((change) => change.kind === "stripped" && change.what.includes("place"))) return mark("place");
  return mark("cleaned");
}

/** In as few words as stand on its tile. */
export const markText = (t: Translator, { code, ...formats }: ChangeMark): string => t(`references.mark.${code}`, formats);

/** In fewer still: for a tile of 64 px. */
export const shortMarkText = (t: Translator, { code, ...formats }: ChangeMark): string => t(`references.mark.${code}.short`, formats);
