import { readHeif } from "@/lib/references/heif-file";
import type { ImageFacts } from "@/lib/references/image-facts";
import { formatOf, FORMAT_HEAD_BYTES, isOpened, type NamedFormat, type OpenedFormat } from "@/lib/references/image-format";
import { readJpeg } from "@/lib/references/jpeg-file";
import { readPng } from "@/lib/references/png-file";
import { readBmp, readGif, readTiff, readWebp } from "@/lib/references/small-formats";

export type LookedAt =
  | { kind: "picture"; facts: ImageFacts }
  /** Something that is known, and no picture that becomes a reference. */
  | { kind: "other"; format: NamedFormat }
  | { kind: "unknown" };

/** What a file's own bytes say, undecoded. Never throws, whatever they are; takes time as the file is long, no more. */
export async function lookAt(bytes: Uint8Array): Promise<LookedAt> {
  const format = formatOf(bytes.subarray(0, FORMAT_HEAD_BYTES));
  if (format === null) return { kind: "unknown" };
  return isOpened(format) ? { kind: "picture", facts: await readFacts(bytes, format) } : { kind: "other", format };
}

async function readFacts(bytes: Uint8Array, format: OpenedFormat): Promise<ImageFacts> {
  switch (format) {
    case "jpeg": return readJpeg(bytes);
    case "png": return readPng(bytes);
    case "webp": return readWebp(bytes);
    case "gif": return readGif(bytes);
    case "bmp": return readBmp(bytes);
    case "tiff": return readTiff(bytes);
    case "heic":
    case "avif": return readHeif(bytes, format);
    default: return format satisfies never;
  }
}
