import sharp from "sharp";
import { clamp } from "@/lib/emulator/pictures/colour";
import type { Size } from "@/lib/emulator/pictures/framing";
import type { Focus } from "@/lib/emulator/pictures/light-map";
import type { Palette } from "@/lib/emulator/pictures/look";
import { paletteOf } from "@/lib/emulator/pictures/palette";

/** A reference as the darkroom takes it: upright, sRGB, no alpha, its subject and colours known. */
export type Negative = { jpeg: Buffer; size: Size; subject: Focus; palette: Palette };

/** Wider than any frame that is asked for; more would only be thrown away. */
const LONGEST_SIDE = 3072;
const DECODE_PIXELS = 50_000_000;
const LOOK_SIDE = 96;
const ATTENTION_SIDE = 480;

/** Throws where the bytes are no whole picture. */
export async function negativeOf(bytes: Buffer): Promise<Negative> {
  const { data: jpeg, info } = await sharp(bytes, { limitInputPixels: DECODE_PIXELS, failOn: "error" })
    .autoOrient()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .jpeg({ quality: 96, chromaSubsampling: "4:4:4" })
    .toBuffer({ resolveWithObject: true });
  const small = await sharp(jpeg).resize(LOOK_SIDE, LOOK_SIDE, { fit: "inside" }).removeAlpha().raw().toBuffer();
  const size = { width: info.width, height: info.height };
  return { jpeg, size, subject: await subjectOf(jpeg, size), palette: paletteOf(small) };
}

/** Where the eye goes: the most telling square of the picture, its middle drawn toward the picture's own. */
async function subjectOf(jpeg: Buffer, { width, height }: Size): Promise<Focus> {
  const scale = ATTENTION_SIDE / Math.min(width, height);
  const { info } = await sharp(jpeg)
    .resize(ATTENTION_SIDE, ATTENTION_SIDE, { fit: "cover", position: sharp.strategy.attention })
    .toBuffer({ resolveWithObject: true });
  const middle = (offset: number | undefined, side: number): number => ((Math.abs(offset ?? 0) + ATTENTION_SIDE / 2) / (side * scale));
  return { x: clamp(middle(info.cropOffsetLeft, width), 0.25, 0.75), y: clamp(middle(info.cropOffsetTop, height), 0.25, 0.75) };
}
