import { sharePath } from "@/lib/shares/addresses";

/** Whole, by the name that the studio is open under. */
export const shareAddress = (shareId: string): string => new URL(sharePath(shareId), window.location.origin).href;

/** Nobody else's browser comes there. */
export const isOnThisComputer = (address: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);

/** "by_hand": refused, or a page without https, which has no clipboard. */
export type Copied = "no" | "copied" | "by_hand";

export const copyText = async (text: string): Promise<Copied> => {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "by_hand";
  }
};
