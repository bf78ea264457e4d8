import { readHeif } from "@/lib/references/heif-file";
import type { ImageFacts, Looked } from "@/lib/references/image-facts";
import { formatOf, FORMAT_HEAD_BYTES, isOpened, type NamedFormat, type OpenedFormat } from "@/lib/references/image-format";
import { readJpeg } from "@/lib/references/jpeg-file";
import { readPng } from "@/lib/references/png-file";
import { readBmp, readGif, readTiff, readWebp } from "@/lib/references/small-formats";
import { inTurns } from "@/lib/references/steps";

export type LookedAt =
  | ({ kind: "picture"; facts: ImageFacts } & Partial<Looked>)
  /** Something that is known, and no picture that becomes a reference. */
  | { kind: "other"; format: NamedFormat }
  | { kind: "unknown" };

/** Where nobody else waits for a turn. */
const noPause = () => Promise.resolve();

/**
 * What a file's own bytes say, undecoded. Never throws, whatever they are; takes time as the file is long and has pixels, no more.
 * @param pause gives others a turn, in between.
 */
export async function lookAt(bytes: Uint8Array, pause: () => Promise<unknown> = noPause): Promise<LookedAt> {
  const format = formatOf(bytes.subarray(0, FORMAT_HEAD_BYTES));
  if (format === null) return { kind: "unknown" };
  return isOpened(format) ? { kind: "picture", ...(await readLooked(bytes, format, pause)) } : { kind: "other", format };
}

const uncut = (facts: ImageFacts): Looked => ({ facts, bare: null });

async function readLooked(bytes: Uint8Array, format: OpenedFormat, pause: () => Promise<unknown>): Promise<Looked> {
  switch (format) {
    case "jpeg": return inTurns(readJpeg(bytes), pause);
    case "png": return readPng(bytes);
    case "webp": return uncut(readWebp(bytes));
    case "gif": return uncut(readGif(bytes));
    case "bmp": return uncut(readBmp(bytes));
    case "tiff": return uncut(readTiff(bytes));
    case "heic":
    case "avif": return uncut(readHeif(bytes, format));
    default: return format satisfies never;
  }
}
