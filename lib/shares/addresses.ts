export const sharePath = (shareId: string): `/share/${string}` => `/share/${shareId}`;

/** Files of a share by what they are in it: nothing of an address tells where the bytes lie. */
export type ShareFile =
  /** A picture as it came, where that is allowed. */
  | { file: "original"; number: number }
  | { file: "preview"; number: number; width: PreviewWidth }
  /** "image 2" of the take that the picture came from. */
  | { file: "reference"; number: number; reference: number; width: PreviewWidth }
  /** A step of the way to it, from 1. */
  | { file: "step"; number: number; step: number };

export type PreviewWidth = 384 | 640 | 1280;
const widths: Readonly<Record<string, PreviewWidth>> = { "384": 384, "640": 640, "1280": 1280 };

/** "3", "3-1280", "3-image2-640", "3-step1-640"; null for what is no such name. */
export function readShareFile(name: string): ShareFile | null {
  const [, digits, part, nth, width] = /^(\d{1,4})(?:-(?:(image|step)(\d{1,2})-)?(384|640|1280))?$/.exec(name) ?? [];
  if (digits === undefined) return null;
  const number = Number(digits);
  const px = widths[width ?? ""];
  if (px === undefined) return { file: "original", number };
  if (part === "image") return { file: "reference", number, reference: Number(nth), width: px };
  if (part === "step") return px === 640 ? { file: "step", number, step: Number(nth) } : null;
  return { file: "preview", number, width: px };
}

function nameOf(file: ShareFile): string {
  switch (file.file) {
    case "original": return `${file.number}`;
    case "preview": return `${file.number}-${file.width}`;
    case "reference": return `${file.number}-image${file.reference}-${file.width}`;
    case "step": return `${file.number}-step${file.step}-640`;
    default: return file satisfies never;
  }
}

export const shareFileUrl = (shareId: string, file: ShareFile): string => `${sharePath(shareId)}/files/${nameOf(file)}`;
export const shareZipUrl = (shareId: string): string => `${sharePath(shareId)}/zip`;
/** Its picture for messengers; `mark` changes with what it shows, since they keep a picture by its address. */
export const shareUnfurlUrl = (shareId: string, mark: string): string => `${sharePath(shareId)}/unfurl?v=${mark.slice(0, 8)}`;
export const shareStateUrl = (shareId: string): string => `${sharePath(shareId)}/state`;
export const sharePicksUrl = (shareId: string): string => `${sharePath(shareId)}/picks`;
export const sharePassphraseUrl = (shareId: string): string => `${sharePath(shareId)}/passphrase`;
