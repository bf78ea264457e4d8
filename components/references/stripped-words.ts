import type { Stripped } from "@/lib/references/source";

const WORDS: Record<Stripped, string> = {
  place: "the place", camera: "the camera", preview: "a preview", text: "hidden text", trailing: "data behind the picture", other: "other metadata",
};

/** What cannot be seen in a picture, and must not leave with it. */
export const strippedWords = (what: readonly Stripped[]): string => what.map((kind) => WORDS[kind]).join(", ");
