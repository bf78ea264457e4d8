import { limits } from "@/lib/limits";
import { codePoints } from "@/lib/models/code-points";

/** Until a person or the first prompt names it: whoever shows it has a word for that in its own language. */
export const firstTitle = "";

/** One line without edges; composed, so that Korean typed on any keyboard is found again. */
export const tidyTitle = (title: string): string => title.normalize("NFC").replace(/[\s\p{Cc}]+/gu, " ").trim();

/**
 * "Cups" becomes "Cups copy", that one "Cups copy 2"; cut at its front part where it would be too long.
 * @param copy the word for it in the language of who copies: it is kept as a part of the name.
 */
export function copyTitle(title: string, copy: string): string {
  if (title === firstTitle) return firstTitle;
  const [, name = title, nth] = /^(.*?) (\d{1,4})$/u.exec(title) ?? [];
  const isCopy = name.endsWith(` ${copy}`);
  const front = isCopy ? name.slice(0, -copy.length - 1) : title;
  const suffix = isCopy ? ` ${copy} ${Number(nth ?? 1) + 1}` : ` ${copy}`;
  const room = limits.typedTitleChars - codePoints(suffix);
  return `${Array.from(front).slice(0, room).join("").trimEnd()}${suffix}`;
}

/** "Generate 4 images of the" tells nothing: every prompt begins with it. */
const OPENING = /^(?:please\s+)?(?:generate|create|make|draw|show)\s+(?:(?:me\s+)?(?:up to\s+)?[\w-]{1,10}\s+)?(?:images?|pictures?|photos?|photographs?|frames?|variations?)\s+(?:of|showing|with)\s+(?:the\s+)?/i;
/** A cut falls between words where one ends in the second half. */
const LEAST_SHARE = 0.5;

/** What a session is called until the person names it: the beginning of its first prompt. */
export function sessionTitle(prompt: string): string {
  const line = tidyTitle(prompt);
  const told = line.replace(OPENING, "");
  const chars = [...(told === "" ? line : told)];
  const text = chars.length === 0 ? "" : (chars[0] ?? "").toLocaleUpperCase() + chars.slice(1).join("");
  if (chars.length <= limits.sessionTitleChars) return text;
  const cut = [...text].slice(0, limits.sessionTitleChars).join("");
  const lastSpace = cut.lastIndexOf(" ");
  return `${(lastSpace > limits.sessionTitleChars * LEAST_SHARE ? cut.slice(0, lastSpace) : cut).replace(/[,;:.]$/, "")}…`;
}
