import type { MatrixProfile } from "@/lib/references/icc";
import type { ImageFormat } from "@/lib/references/image-format";
import type { Stripped } from "@/lib/references/source";

export type Colour =
  | { kind: "untagged" }
  | { kind: "srgb" }
  /** To be converted; `matrix` where it can be done without a browser's help. */
  | { kind: "other"; name: string; matrix: MatrixProfile | null };

/** What a file says of itself, by its own bytes and without being decoded. */
export type ImageFacts = {
  format: ImageFormat;
  /** As stored, before `orientation`; 0 where the file does not say. */
  width: number;
  height: number;
  /** 1 to 8 as EXIF counts; 1 where the decoder turns it by itself. */
  orientation: number;
  colour: Colour;
  bitsPerChannel: number;
  /** What was never lossy may be worth keeping so: a screenshot, a drawing. */
  isLossless: boolean;
  /** null: more than one, uncounted. */
  pictures: number | null;
  /** What is in it beyond the picture. */
  metadata: readonly Stripped[];
  /** False where it breaks off or its structure is wrong: as far as that shows without decoding. */
  isWhole: boolean;
  /** False for codings of a format that not every reader has: arithmetic, lossless or 12 bit JPEG. */
  isWidelyRead: boolean;
  /** Bytes of a JPEG or PNG without its metadata; null for other formats, and where nothing can be cut out. */
  cutBytes: number | null;
};

/** `bare`: a JPEG or PNG without its metadata, as `stripImage` makes it; null where `cutBytes` is. */
export type Looked = { facts: ImageFacts; bare: Uint8Array<ArrayBuffer> | null };
