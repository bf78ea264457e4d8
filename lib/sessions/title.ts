import { limits } from "@/lib/limits";
import { codePoints } from "@/lib/models/code-points";

/** Until a person or the first prompt names it. */
export const firstTitle = "Untitled";

/** One line without edges; composed, so that Korean typed on any keyboard is found again. */
export const tidyTitle = (title: string): string => title.normalize("NFC").replace(/[\s\p{Cc}]+/gu, " ").trim();

/** "Cups" becomes "Cups copy", that one "Cups copy 2"; cut at its front part where it would be too long. */
export function copyTitle(title: string): string {
  if (title === firstTitle) return firstTitle;
  const [, name = title, copy, nth] = /^(.*?)( copy(?: (\d{1,4}))?)?$/u.exec(title) ?? [];
  const suffix = copy === undefined ? " copy" : ` copy ${Number(nth ?? 1) + 1}`;
  const room = limits.typedTitleChars - codePoints(suffix);
  return `${Array.from(name).slice(0, room).join("").trimEnd()}${suffix}`;
}
