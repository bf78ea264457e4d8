import type { Generation } from "@/lib/generations/generation";
import type { Translator } from "@/lib/messages/translator";

const ALT_CHARS = 160;

const shortened = (text: string, chars: number): string => {
  const letters = [...text.trim().replace(/\s+/g, " ")];
  return letters.length <= chars ? letters.join("") : `${letters.slice(0, chars - 1).join("").trimEnd()}…`;
};

/** "2 of 4: Generate 4 images of the cups ...": position and prompt. */
export const frameAlt = (t: Translator, { count, prompt }: Pick<Generation, "count" | "prompt">, index: number): string =>
  t("sheet.alt", { index, asked: Math.max(count, index), prompt: shortened(prompt, ALT_CHARS) });

/** "2560×1440"; a video may not tell its size. */
export const sizeText = (width: number, height: number): string | null => (width > 0 && height > 0 ? `${width}×${height}` : null);
