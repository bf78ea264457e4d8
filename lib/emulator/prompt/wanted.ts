import { countInPrompt } from "@/lib/emulator/prompt/count";
import type { Order } from "@/lib/emulator/order";

/** "make a moody picture of it": one, though no number stands there. */
const ONE =
  /\b(?:generate|make|create|produce|give|draw|render|show|paint|want|need|shoot|output)\s+(?:me\s+)?an?\s+(?:[a-z-]+\s+){0,3}?(?:image|picture|photo|photograph|frame|shot|still|illustration|painting|drawing|sketch|render)\b(?!-)/;

/**
 * What comes of a prompt where at most `most` frames may come: the number that it names within the maximum. Where it
 * names none, the model does not know that a group is meant, and all frames come on one sheet.
 */
export function wantedOf(prompt: string, most: number): Pick<Order, "product" | "frames"> {
  const named = countInPrompt(prompt);
  if (named !== null) return { product: "group", frames: Math.min(most, Math.max(1, named)) };
  if (most === 1 || ONE.test(prompt.toLowerCase())) return { product: "group", frames: 1 };
  return { product: "sheet", frames: most };
}
