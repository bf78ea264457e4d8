import { thumbHashToDataURL } from "thumbhash";

/** The picture that a thumbhash, in base64, stands for, as an address; null where it stands for none. */
export function decoded(hash: string): string | null {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0)));
  } catch {
    return null;
  }
}
