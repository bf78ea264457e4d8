import { sharePath } from "@/lib/shares/addresses";

/** Whole, by the name that the studio is open under. */
export const shareAddress = (shareId: string): string => new URL(sharePath(shareId), window.location.origin).href;

/** Nobody else's browser comes there. */
export const isOnThisComputer = (address: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);
