import "server-only";
import { createHash } from "node:crypto";
import sharp, { type OverlayOptions } from "sharp";
import { serverLimits } from "@/lib/limits";
import type { Translator } from "@/lib/messages/translator";
import type { PublicPicture, PublicShare } from "@/lib/shares/public-share";
import { unfurlCaption, unfurlFrames, unfurlLayout, unfurlSize, unfurlTextWidths, type Box } from "@/lib/shares/unfurl-layout";
import { openPicture } from "@/lib/server/images/inspect";
import type { Hand, Letters, Line } from "@/lib/server/images/letters";

/** The light theme's tokens in sRGB: messengers show a picture on ground of any colour, so it brings its own paper. */
const PAPER = "#f0f0f0";
const RAISED = "#e4e4e4";
const LINE_STRONG = "#7f7f7f";
const INK = "#161616";
const INK_2 = "#484848";
const INK_3 = "#636363";

const TITLE = { below: 44, beside: 40, leading: 1.2, linesBelow: 2, linesBeside: 6 };
const FACTS = { size: 22, leading: 30, gap: 12 };
const NUMBER_SIZE = 15;
const QUALITY = 86;

type Shown = Pick<PublicShare, "title" | "sender" | "pictures">;
/** The file to draw a picture of the share from, at 640 or 1280 px; null where there is none. */
export type DrawnFrom = (number: number, width: 640 | 1280) => Promise<string | null>;
export type Unfurls = { draw(t: Translator, view: Shown, mark: string, drawnFrom: DrawnFrom): Promise<Buffer> };

/** What a picture of this view would show: two views of one mark look the same. */
export const unfurlMark = (t: Translator, shareId: string, { title, sender, pictures }: Shown): string =>
  createHash("sha256").update(JSON.stringify([shareId, t.language, title, sender, pictures.map(({ number, state, width, height }) => [number, state, width, height])])).digest("hex").slice(0, 32);

/** Messengers ask many at once for a link that was just sent: it is drawn once. */
export function createUnfurls(lettersFor: (text: string) => Promise<Letters>): Unfurls {
  const drawn = new Map<string, Promise<Buffer>>();
  return {
    draw(t, view, mark, drawnFrom) {
      const known = drawn.get(mark);
      if (known) return known;
      const drawing = drawUnfurl(t, view, lettersFor, drawnFrom);
      drawn.set(mark, drawing);
      drawing.catch(() => drawn.delete(mark));
      const [oldest] = drawn.keys();
      if (drawn.size > serverLimits.unfurlsKept && oldest !== undefined) drawn.delete(oldest);
      return drawing;
    },
  };
}

/** 1200 x 630, JPEG: the frames with their numbers, the title, how many there are and who sent them. */
export async function drawUnfurl(t: Translator, { title, sender, pictures }: Shown, lettersFor: (text: string) => Promise<Letters>, drawnFrom: DrawnFrom): Promise<Buffer> {
  const told = [t("share.images", { count: pictures.length }), ...(sender === "" ? [] : [t("share.sender", { name: sender })])];
  const fallback = t("share.untitled");
  const letters = await lettersFor([title, fallback, ...told, t("share.film")].join(" "));
  const heading = letters.title.canWrite(title) ? title : fallback;
  const below = textBlock(letters, heading, told, { size: TITLE.below, width: unfurlTextWidths.below, mostLines: TITLE.linesBelow, factLines: 1 });
  const beside = textBlock(letters, heading, told, { size: TITLE.beside, width: unfurlTextWidths.beside, mostLines: TITLE.linesBeside, factLines: 2 });
  const shown = pictures.slice(0, unfurlFrames);
  const layout = unfurlLayout(shown.map(sizeOf), { belowHeight: below.height, besideHeight: beside.height });

  const images: OverlayOptions[] = [];
  const parts: string[] = [];
  for (const [at, picture] of shown.entries()) {
    const box = layout.frames[at];
    if (box === undefined) continue;
    const image = await frameImage(picture, box, drawnFrom);
    if (image === null) parts.push(emptySlot(picture, box, letters.facts, t));
    else images.push({ input: image, left: box.x, top: box.y });
    parts.push(placed(letters.facts.line(`${picture.number}`, NUMBER_SIZE), box.x + 1, box.y + box.height + unfurlCaption - 7, INK_3));
  }
  parts.push((layout.side === "below" ? below : beside).at(layout.text.x, layout.text.y));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${unfurlSize.width}" height="${unfurlSize.height}">${parts.join("")}</svg>`;
  return sharp({ create: { ...unfurlSize, channels: 3, background: PAPER } }).composite([...images, { input: Buffer.from(svg), left: 0, top: 0 }])
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4", mozjpeg: true }).toBuffer();
}

/** A film may not have told its size. */
const sizeOf = ({ width, height }: PublicPicture) => (width > 1 && height > 1 ? { width, height } : { width: 16, height: 9 });

async function frameImage(picture: PublicPicture, { width, height }: Box, drawnFrom: DrawnFrom): Promise<Buffer | null> {
  if (picture.state !== "delivered" || picture.previews === null) return null;
  const file = await drawnFrom(picture.number, width > 640 ? 1280 : 640);
  // A file that went in this moment, or does not decode, is a slot without its picture.
  return file === null ? null : openPicture(file).resize(width, height, { fit: "cover" }).flatten({ background: PAPER }).png({ compressionLevel: 1 }).toBuffer().catch(() => null);
}

/** On its way: dashed, as on the sheet. A film, of which the server draws nothing: a plain field that says so. */
function emptySlot({ state }: PublicPicture, { x, y, width, height }: Box, facts: Hand, t: Translator): string {
  const edge = `x="${x + 0.75}" y="${y + 0.75}" width="${width - 1.5}" height="${height - 1.5}"`;
  if (state === "awaited") return `<rect ${edge} fill="none" stroke="${LINE_STRONG}" stroke-width="1.5" stroke-dasharray="6 5"/>`;
  const word = facts.line(t("share.film"), FACTS.size);
  const isWide = word.width + 24 < width;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${RAISED}"/>${isWide ? placed(word, x + (width - word.width) / 2, y + height / 2 + FACTS.size / 3, INK_2) : ""}`;
}

const placed = ({ outlines }: Line, x: number, y: number, ink: string): string => `<path transform="translate(${x.toFixed(1)} ${y.toFixed(1)})" fill="${ink}" d="${outlines}"/>`;

type BlockOf = { size: number; width: number; mostLines: number; factLines: number };

function textBlock({ title, facts }: Letters, heading: string, told: readonly string[], { size, width, mostLines, factLines }: BlockOf) {
  const lines = title.wrap(heading, size, width, mostLines);
  const leading = Math.round(size * TITLE.leading);
  const rows = factLines === 1 ? facts.wrap(told.join(" · "), FACTS.size, width, 1) : told.flatMap((fact) => facts.wrap(fact, FACTS.size, width, 2));
  const height = lines.length * leading + FACTS.gap + rows.length * FACTS.leading;
  return {
    height,
    at: (x: number, y: number): string => [
      ...lines.map((line, nth) => placed(line, x, y + nth * leading + size * 0.95, INK)),
      ...rows.map((row, nth) => placed(row, x, y + lines.length * leading + FACTS.gap + nth * FACTS.leading + FACTS.size, INK_2)),
    ].join(""),
  };
}
