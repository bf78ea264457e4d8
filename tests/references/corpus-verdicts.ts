import type { ReferenceProblem } from "@/lib/references/reference";
import type { Change, RatioFit, Stripped } from "@/lib/references/source";

/** What is to become of a file, written down before anything ran. */
export type Expected =
  | { verdict: "as it is" }
  /** Cut, not encoded: every pixel is what it was. */
  | { verdict: "stripped"; what: readonly Stripped[]; firstOf: number | null }
  /** `by`: what was done, in that order, and the last of it always "encoded". */
  | { verdict: "fixed"; to: string; by: readonly Change["kind"][]; fit: RatioFit | null }
  | { verdict: "refused"; code: ReferenceProblem["code"] };

const asItIs: Expected = { verdict: "as it is" };
const stripped = (...what: readonly Stripped[]): Expected => ({ verdict: "stripped", what, firstOf: null });
const firstFrame = (firstOf: number): Expected => ({ verdict: "stripped", what: [], firstOf });
const fixed = (to: string, ...by: readonly Change["kind"][]): Expected => ({ verdict: "fixed", to, by: [...by, "encoded"], fit: null });
const fitted = (fit: RatioFit, to: string, ...by: readonly Change["kind"][]): Expected => ({ verdict: "fixed", to, by: [...by, "encoded"], fit });
const refused = (code: ReferenceProblem["code"]): Expected => ({ verdict: "refused", code });
const crop = (position: number): RatioFit => ({ kind: "crop", position });
const pad = (fill: "edge" | "blur"): RatioFit => ({ kind: "pad", fill });

/** Of Seedream's published limits: under 10 MB, ratio over 0.33 and under 3, each side over 14 and under 6000. */
export const verdicts: Readonly<Record<string, Expected>> = {
  // What fits, is upright, and sRGB or untagged.
  "jpeg.jpg": asItIs,
  "jpeg-444.jpg": asItIs,
  "jpeg-progressive.jpg": asItIs,
  "jpeg-grey.jpg": asItIs,
  "jpeg-restarts.jpg": asItIs,
  "jpeg-named.png": asItIs,
  "jpeg-named.txt": asItIs,
  "jpeg-without-ending": asItIs,
  "png.png": asItIs,
  "png-alpha.png": asItIs,
  "png-palette.png": asItIs,
  "png-two-colours.png": asItIs,
  "png-grey.png": asItIs,
  "png-grey-alpha.png": asItIs,
  "png-16-bit.png": asItIs,
  "png-interlaced.png": asItIs,
  "png-screenshot.png": asItIs,
  "png-named.jpg": asItIs,
  "png-srgb-chunk.png": asItIs,
  "png-gamma-of-srgb.png": asItIs,
  "Größe Ünïcode 写真 🍊.jpg": asItIs,
  "‮gpj.exe.jpg": asItIs,
  "../../../etc/passwd.jpg": asItIs,
  "<img src=x onerror=alert(1)>.jpg": asItIs,
  ".hidden": asItIs,
  "nul\u0000byte.jpg": asItIs,
  [`${"long".repeat(60)}.jpg`]: asItIs,
  "size-15x15.png": asItIs,
  "size-15x44.png": asItIs,
  "size-5999x2001.jpg": asItIs,
  "size-2001x5999.jpg": asItIs,
  "size-2999x1000.jpg": asItIs,
  "size-331x1000.jpg": asItIs,
  "bytes-9999999.png": asItIs,

  // Only what is beside the picture goes.
  "jpeg-place.jpg": stripped("place", "camera"),
  "jpeg-serial-and-maker-note.jpg": stripped("camera"),
  "jpeg-exif-preview.jpg": stripped("preview"),
  "jpeg-exif-upright.jpg": stripped("other"),
  "jpeg-exif-ring.jpg": stripped("other"),
  "jpeg-exif-garbage.jpg": stripped("other"),
  "jpeg-xmp-place.jpg": stripped("place"),
  "jpeg-iptc.jpg": stripped("text"),
  "jpeg-comment.jpg": stripped("text"),
  "jpeg-comment-is-a-page.jpg": stripped("text"),
  "jpeg-jfif-preview.jpg": stripped("preview"),
  "jpeg-srgb-profile.jpg": stripped("other"),
  "jpeg-profile-of-other-channels.jpg": stripped("other"),
  "jpeg-many-pictures.jpg": stripped("other", "trailing"),
  "jpeg-motion-photo.jpg": stripped("trailing"),
  "jpeg-and-zip.jpg": stripped("trailing"),
  "jpeg-zeros-behind.jpg": stripped("trailing"),
  "jpeg-12-mb-of-film-behind.jpg": stripped("trailing"),
  "jpeg-stray-bytes.jpg": stripped("other"),
  "jpeg-progressive-place.jpg": stripped("place", "camera"),
  "jpeg-restarts-place.jpg": stripped("place", "camera"),
  "jpeg-note-behind-the-pixels.jpg": stripped("trailing"),
  "jpeg-page-behind-the-pixels.jpg": stripped("trailing"),
  "jpeg-progressive-note-behind-a-scan.jpg": stripped("trailing"),
  "jpeg-tables-are-a-note.jpg": stripped("other"),
  "jpeg-second-scan-is-a-note.jpg": stripped("trailing"),
  "png-text.png": stripped("text"),
  "png-packed-text.png": stripped("text"),
  "png-text-bomb.png": stripped("text"),
  "png-profile-bomb.png": stripped("other"),
  "png-xmp-place.png": stripped("place"),
  "png-exif-place.png": stripped("place", "camera"),
  "png-time-and-density.png": stripped("other"),
  "png-private-chunk.png": stripped("other"),
  "png-damaged-note.png": stripped("text"),
  "png-srgb-profile.png": stripped("other"),
  "png-and-zip.png": stripped("trailing"),
  "png-11-mb-of-text.png": stripped("text"),
  "png-animated.png": firstFrame(3),

  // Whole, and in a coding that not every reader of JPEG has.
  "jpeg-arithmetic.jpg": fixed("jpeg 400x267"),

  // What decoders pass over, in a picture that is to be turned.
  "jpeg-second-scan-is-a-note-turned-6-place.jpg": fixed("jpeg 240x320", "stripped", "turned"),
  "png-long-palette-turned-6-place.png": fixed("png 240x320", "stripped", "turned"),

  // Turned.
  "jpeg-turned-2.jpg": fixed("jpeg 320x240", "stripped", "turned"),
  "jpeg-turned-3.jpg": fixed("jpeg 320x240", "stripped", "turned"),
  "jpeg-turned-4.jpg": fixed("jpeg 320x240", "stripped", "turned"),
  "jpeg-turned-5.jpg": fixed("jpeg 240x320", "stripped", "turned"),
  "jpeg-turned-6.jpg": fixed("jpeg 240x320", "stripped", "turned"),
  "jpeg-turned-7.jpg": fixed("jpeg 240x320", "stripped", "turned"),
  "jpeg-turned-8.jpg": fixed("jpeg 240x320", "stripped", "turned"),
  "jpeg-turned-9-is-none.jpg": stripped("other"),
  "webp-turned-3.webp": fixed("jpeg 320x240", "stripped", "turned"),
  "webp-turned-6.webp": fixed("jpeg 240x320", "stripped", "turned"),
  "png-turned-6.png": fixed("jpeg 240x320", "stripped", "turned"),
  "png-turned-8-transparent.png": fixed("png 240x320", "stripped", "turned"),
  "jpeg-turned-6-place-p3.jpg": fixed("jpeg 240x320", "stripped", "turned", "recoloured"),

  // Recoloured.
  "jpeg-p3.jpg": fixed("jpeg 320x240", "stripped", "recoloured"),
  "jpeg-adobe-rgb.jpg": fixed("jpeg 320x240", "stripped", "recoloured"),
  "jpeg-wide-gamut.jpg": fixed("jpeg 320x240", "stripped", "recoloured"),
  "jpeg-grey-linear.jpg": fixed("jpeg 320x240", "stripped", "recoloured"),
  "jpeg-cmyk.jpg": fixed("jpeg 320x240", "recoloured"),
  "jpeg-cmyk-profile.jpg": fixed("jpeg 320x240", "stripped", "recoloured"),
  "png-p3.png": fixed("jpeg 320x240", "stripped", "recoloured"),
  "png-p3-transparent.png": fixed("png 320x240", "stripped", "recoloured"),
  "png-adobe-rgb-16-bit.png": fixed("jpeg 320x240", "stripped", "recoloured"),
  "png-gamma-1.png": fixed("jpeg 320x240", "recoloured"),
  "webp-p3.webp": fixed("jpeg 320x240", "recoloured"),

  // From other formats.
  "webp.webp": fixed("jpeg 320x240"),
  "webp-lossless.webp": fixed("jpeg 320x240"),
  "webp-flat.webp": fixed("png 320x240"),
  "webp-transparent.webp": fixed("png 320x240"),
  "webp-place.webp": fixed("jpeg 320x240", "stripped"),
  "webp-animated.webp": fixed("jpeg 320x240", "first_of"),
  "webp-named.jpg": fixed("jpeg 320x240"),
  "gif.gif": fixed("png 320x240"),
  "gif-transparent.gif": fixed("png 320x240"),
  "gif-animated.gif": fixed("png 320x240", "first_of"),
  "avif.avif": fixed("jpeg 320x240"),
  "avif-10-bit.avif": fixed("jpeg 320x240"),
  "avif-transparent.avif": fixed("png 320x240"),
  "avif-place.avif": fixed("jpeg 320x240", "stripped"),
  "bmp.bmp": fixed("jpeg 320x240"),
  "bmp-flat.bmp": fixed("png 320x240"),
  "bmp-upside-down.bmp": fixed("jpeg 320x240"),
  "heic.heic": fixed("jpeg 400x600"),
  "heic-place.heic": fixed("jpeg 640x427", "stripped"),
  "heic-p3.heic": fixed("jpeg 480x320", "recoloured"),
  "heic-named.jpg": fixed("jpeg 400x600"),

  // Too many pixels or bytes.
  "size-6000x4000.jpg": fixed("jpeg 5999x3999", "shrunk"),
  "size-4000x6000.jpg": fixed("jpeg 3999x5999", "shrunk"),
  "size-6000x6000-flat.png": fixed("png 5999x5999", "shrunk"),
  "size-8064x6048.jpg": fixed("jpeg 5999x4499", "shrunk"),
  "size-12000x9000.jpg": fixed("jpeg 5999x4499", "shrunk"),
  "size-17990x6000.jpg": fixed("jpeg 5999x2001", "shrunk"),
  "bytes-10000000.png": fixed("jpeg 2000x1664"),
  "bytes-12-mb.jpg": fixed("jpeg 5900x4400"),
  "bytes-30-mb-grain.png": fixed("jpeg 5000x4000"),
  "bytes-16-mb-transparent.png": fixed("png", "shrunk"),

  // Too long and narrow: the person chooses.
  "ratio-3000x1000.jpg": fitted(crop(0.5), "jpeg 2999x1000", "fitted"),
  "ratio-330x1000.jpg": fitted(crop(0), "jpeg 330x999", "fitted"),
  "ratio-4000x500-beginning.jpg": fitted(crop(0), "jpeg 1499x500", "fitted"),
  "ratio-4000x500-end.jpg": fitted(crop(1), "jpeg 1499x500", "fitted"),
  "ratio-4000x500-edge.jpg": fitted(pad("edge"), "jpeg 4000x1334", "fitted"),
  "ratio-4000x500-blur.jpg": fitted(pad("blur"), "jpeg 4000x1334", "fitted"),
  "ratio-100x400-edge.png": fitted(pad("edge"), "jpeg 133x400", "fitted"),
  "ratio-100x400-transparent.png": fitted(pad("blur"), "png 133x400", "fitted"),
  "ratio-20000x3000.jpg": fitted(crop(0.3), "jpeg 5999x2000", "fitted", "shrunk"),
  "ratio-20000x3000-edge.jpg": fitted(pad("edge"), "jpeg 5999x2000", "fitted", "shrunk"),
  "ratio-turned-400x100.jpg": fitted(crop(1), "jpeg 100x303", "stripped", "turned", "fitted"),
  "ratio-60000x20.png": fitted(crop(0.5), "png 59x20", "fitted"),

  // Too small, whatever one does.
  "size-14x100.png": refused("too_small"),
  "size-100x14.jpg": refused("too_small"),
  "size-14x14.webp": refused("too_small"),
  "size-1x1.png": refused("too_small"),
  "size-1x1.jpg": refused("too_small"),
  "size-1x1.gif": refused("too_small"),
  "size-1x1000.png": refused("too_small"),
  "size-turned-14x100.jpg": refused("too_small"),

  // Pictures that no browser opens, drawings, documents, films: named.
  "tiff.tiff": refused("wrong_format"),
  "tiff-pages.tiff": refused("wrong_format"),
  "svg.svg": refused("wrong_format"),
  "svg-with-script.jpg": refused("wrong_format"),
  "svg-behind-a-comment.svg": refused("wrong_format"),
  "pdf.pdf": refused("wrong_format"),
  "psd.psd": refused("wrong_format"),
  "jxl.jxl": refused("wrong_format"),
  "jpeg-2000.jp2": refused("wrong_format"),
  "ico.ico": refused("wrong_format"),
  "film.mp4": refused("wrong_format"),
  "film.webm": refused("wrong_format"),
  "zip.jpg": refused("wrong_format"),

  // No pictures.
  "empty.jpg": refused("empty"),
  "one-byte.jpg": refused("not_an_image"),
  "random.jpg": refused("not_an_image"),
  "text.png": refused("not_an_image"),
  "page.jpg": refused("not_an_image"),
  "program.png": refused("not_an_image"),
  "bm-is-a-text.bmp": refused("not_an_image"),

  // Broken off, or built wrongly.
  "jpeg-cut-at-half.jpg": refused("damaged"),
  "jpeg-without-end.jpg": refused("damaged"),
  "jpeg-head-alone.jpg": refused("damaged"),
  "jpeg-without-frame.jpg": refused("damaged"),
  "jpeg-without-scan.jpg": refused("damaged"),
  "jpeg-length-zero.jpg": refused("damaged"),
  "jpeg-no-size.jpg": refused("damaged"),
  "jpeg-of-segments.jpg": refused("damaged"),
  "png-cut-at-half.png": refused("damaged"),
  "png-wrong-sum.png": refused("damaged"),
  "png-wrong-sum-in-head.png": refused("damaged"),
  "png-without-pixels.png": refused("damaged"),
  "png-pixels-are-garbage.png": refused("damaged"),
  "png-pixels-are-few.png": refused("damaged"),
  "png-unknown-critical-chunk.png": refused("damaged"),
  "png-palette-missing.png": refused("damaged"),
  "png-chunk-of-4-gb.png": refused("damaged"),
  "png-no-size.png": refused("damaged"),
  "webp-cut-at-half.webp": refused("damaged"),
  "gif-cut-at-half.gif": refused("damaged"),
  "avif-cut-at-half.avif": refused("damaged"),
  "heic-cut-at-half.heic": refused("damaged"),
  "heic-without-picture.heic": refused("damaged"),

  // A few bytes that claim to be enormous.
  "bomb-30000x30000.png": refused("too_many_pixels"),
  "bomb-2147483647x2147483647.png": refused("too_many_pixels"),
  "bomb-65500x65500.jpg": refused("too_many_pixels"),
  "bomb-65535x65535.gif": refused("too_many_pixels"),
  "bomb-16384x16384.webp": refused("too_many_pixels"),
  "bomb-60000x60000.avif": refused("too_many_pixels"),
  "bomb-40000x40000.bmp": refused("too_many_pixels"),
  "bomb-5999x5999.png": refused("damaged"),
};
