import type { Reference } from "@/lib/references/reference";

/** `short` is for a tile of 64 px. */
export type ChangeMark = { text: string; short: string };
const mark = (text: string, short = text): ChangeMark => ({ text, short });

/** What was done to a picture, in as few words as stand on its tile; null where it is as it was. What is seen most comes first. */
export function changeMark({ source, format }: Pick<Reference, "source" | "format">): ChangeMark | null {
  const changes = source?.changes ?? [];
  const has = (kind: (typeof changes)[number]["kind"]) => changes.some((change) => change.kind === kind);
  if (!source || changes.length === 0) return null;
  if (has("fitted")) return changes.some((change) => change.kind === "fitted" && change.fit.kind === "crop") ? mark("cropped") : mark("padded");
  if (source.format !== format) return mark(`${source.format.toUpperCase()} to ${format.toUpperCase()}`, `was ${source.format.toUpperCase()}`);
  if (has("shrunk")) return mark("made smaller", "smaller");
  if (has("turned_by_hand")) return mark("turned by hand", "turned");
  if (has("turned")) return mark("turned upright", "turned");
  if (has("recoloured")) return mark("now sRGB", "sRGB");
  if (has("first_of")) return mark("first picture", "first of");
  if (changes.some((change) => change.kind === "stripped" && change.what.includes("place"))) return mark("place removed", "no place");
  return mark("cleaned");
}
