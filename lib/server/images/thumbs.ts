import "server-only";
import { rgbaToThumbHash } from "thumbhash";
import { openPicture } from "@/lib/server/images/inspect";
import type { Files } from "@/lib/server/storage/files";
import { thumbKey, type FileKey } from "@/lib/server/storage/files";

const WIDTHS = [384, 640, 1280] as const;
const WEBP_QUALITY = 82;
/** thumbhash takes at most 100 x 100. */
const HASH_PX = 100;

export type Thumbs = { small: FileKey; large: FileKey; placeholder: string; bytes: number };

/**
 * WebP at 384, 640 and 1280 px and a thumbhash (base64); null where the picture does not decode to its end.
 * @throws where they cannot be written: that is no fault of the picture.
 */
export async function makeThumbs(files: Files, file: string, sha256: string): Promise<Thumbs | null> {
  const made = await render(file).catch(() => null);
  if (made === null) return null;
  for (const [at, width] of WIDTHS.entries()) await files.write(made.thumbs[at] ?? Buffer.alloc(0), thumbKey(sha256, width));
  return { small: thumbKey(sha256, 640), large: thumbKey(sha256, 1280), placeholder: made.placeholder, bytes: made.thumbs.reduce((sum, { length }) => sum + length, 0) };
}

async function render(file: string): Promise<{ thumbs: Buffer[]; placeholder: string }> {
  const thumbs: Buffer[] = [];
  for (const width of WIDTHS) thumbs.push(await openPicture(file).autoOrient().resize({ width, withoutEnlargement: true }).webp({ quality: WEBP_QUALITY }).toBuffer());
  const { data, info } = await openPicture(file).autoOrient().resize(HASH_PX, HASH_PX, { fit: "inside" }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { thumbs, placeholder: Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64") };
}
