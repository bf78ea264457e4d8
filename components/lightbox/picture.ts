import type { Size } from "@/components/lightbox/zoom";
import { nameOf, type SheetFrame } from "@/components/sheet/frame-acts";
import { frameAlt } from "@/components/sheet/frame-text";
import type { Translator } from "@/lib/messages/translator";

/** A picture to look at: a frame, or a photograph that one was made from. */
export type Picture = {
  /** "6-2" or "image-1", as the address names it. */
  name: string;
  /** What its plate says where several are on screen. */
  label: string;
  alt: string;
  /** The file itself, then what may stand in for it, best first. */
  sources: readonly [string, ...string[]];
  size: Size;
  /** thumbhash, base64. */
  placeholder: string | null;
};

export function pictureOf(t: Translator, frame: SheetFrame): Picture {
  const { output, generation } = frame;
  const name = nameOf(frame);
  return {
    name, label: name, alt: frameAlt(t, generation, output.index),
    sources: [output.url, ...(output.thumbs ? [output.thumbs.large, output.thumbs.small] : [])],
    // An old row may not tell: then it is drawn in the shape that was asked for.
    size: output.width > 0 && output.height > 0 ? { width: output.width, height: output.height } : { width: generation.width, height: generation.height },
    placeholder: output.placeholder,
  };
}

/** Ratios within 1 % lie over each other without a seam. */
export function ratiosAgree(a: Size, b: Size): boolean {
  const quotient = (a.width / a.height) / (b.width / b.height);
  return Math.max(quotient, 1 / quotient) <= 1.01;
}
