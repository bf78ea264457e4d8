import { frameName, type Generation } from "@/lib/generations/generation";
import type { Translator } from "@/lib/messages/translator";

const ALT_CHARS = 160;
const NAME_WORDS = 4;
const NAME_CHARS = 48;

const shortened = (text: string, chars: number): string => {
  const letters = [...text.trim().replace(/\s+/g, " ")];
  return letters.length <= chars ? letters.join("") : `${letters.slice(0, chars - 1).join("").trimEnd()}…`;
};

/** "2 of 4: Generate 4 images of the cups ...": position and prompt. */
export const frameAlt = (t: Translator, { count, prompt }: Pick<Generation, "count" | "prompt">, index: number): string =>
  t("sheet.alt", { index, asked: Math.max(count, index), prompt: shortened(prompt, ALT_CHARS) });

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/avif": ".avif", "image/gif": ".gif",
  "video/mp4": ".mp4", "video/webm": ".webm", "video/quicktime": ".mov",
};

/** "6-2-first-words.jpg": letters and numbers of any script, nothing that a file system minds. */
export function saveName({ take, prompt }: Pick<Generation, "take" | "prompt">, { index, mime }: { index: number; mime: string }): string {
  const words = (prompt.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, NAME_WORDS).join("-");
  const stem = [...`${frameName(take, index)}${words && `-${words}`}`].slice(0, NAME_CHARS).join("").replace(/-+$/, "");
  return `${stem}${EXTENSIONS[mime] ?? ""}`;
}

/** "2560×1440"; a video may not tell its size. */
export const sizeText = (width: number, height: number): string | null => (width > 0 && height > 0 ? `${width}×${height}` : null);
