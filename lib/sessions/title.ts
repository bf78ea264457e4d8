import { limits } from "@/lib/limits";

/** "Generate 4 images of the" tells nothing: every prompt begins with it. */
const OPENING = /^(?:please\s+)?(?:generate|create|make|draw|show)\s+(?:(?:me\s+)?(?:up to\s+)?[\w-]{1,10}\s+)?(?:images?|pictures?|photos?|photographs?|frames?|variations?)\s+(?:of|showing|with)\s+(?:the\s+)?/i;
/** A cut falls between words where one ends in the second half. */
const LEAST_SHARE = 0.5;

/** What a session is called until the person names it: the beginning of its first prompt. */
export function sessionTitle(prompt: string): string {
  const line = prompt.trim().replace(/\s+/g, " ");
  const told = line.replace(OPENING, "");
  const chars = [...(told === "" ? line : told)];
  const text = chars.length === 0 ? "" : (chars[0] ?? "").toLocaleUpperCase() + chars.slice(1).join("");
  if (chars.length <= limits.sessionTitleChars) return text;
  const cut = [...text].slice(0, limits.sessionTitleChars).join("");
  const lastSpace = cut.lastIndexOf(" ");
  return `${(lastSpace > limits.sessionTitleChars * LEAST_SHARE ? cut.slice(0, lastSpace) : cut).replace(/[,;:.]$/, "")}…`;
}
