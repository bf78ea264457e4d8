import { z } from "zod";
import type { MediaKind, MediaRule } from "@/lib/models/field";

const FORMAT = /^(image|video|audio)_uris?$/;
const WORDS_BY_KIND: Record<MediaKind, RegExp> = {
  image: /^(images?|img|imgs|mask|masks)$/,
  video: /^videos?$/,
  audio: /^audios?$/,
};
const KINDS = ["image", "video", "audio"] as const;

/** "firstImageUrl_2" -> ["first", "image", "url"]: numbered siblings mean the same. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

/** A field is a file where its name ends with the medium or speaks of its address: "end_image", not "image_style". */
function mediaOfName(name: string): MediaKind | null {
  const words = wordsOf(name);
  const speaksOfAddress = words.some((word) => /^(url|uri)s?$/.test(word));
  const candidates = speaksOfAddress ? words : words.slice(-1);
  return KINDS.find((kind) => candidates.some((word) => WORDS_BY_KIND[kind].test(word))) ?? null;
}

/** Many schemas publish media without a format: then the rules on pixels, and at last the name, tell. */
export function mediaOf(name: string, formats: readonly string[], rules: readonly MediaRule[]): MediaKind | null {
  for (const format of formats) {
    const named = FORMAT.exec(format)?.[1];
    const kind = KINDS.find((known) => known === named);
    if (kind) return kind;
  }
  return mediaOfName(name) ?? (rules.some((rule) => rule.dimension !== "file_size_mb") ? "image" : null);
}

const ruleSchema = z.object({
  validation_rule: z.string(),
  validation_value: z.coerce.number().refine(Number.isFinite),
  validation_error: z.string().catch(""),
});
const DIMENSIONS = ["file_size_mb", "width/height", "width_pixels", "height_pixels"] as const;
const OPS = ["<", ">"] as const;

/** Rule by rule: an unknown dimension or a broken rule is left out, the others hold. */
export function mediaRulesOf(validations: readonly unknown[]): MediaRule[] {
  return validations.flatMap((validation) => {
    const parsed = ruleSchema.safeParse(validation);
    if (!parsed.success) return [];
    const rule = parsed.data.validation_rule.replace(/\s/g, "");
    const dimension = DIMENSIONS.find((known) => known === rule.slice(0, -1));
    const op = OPS.find((known) => known === rule.slice(-1));
    if (!dimension || !op) return [];
    return [{ dimension, op, value: parsed.data.validation_value, message: parsed.data.validation_error }];
  });
}
