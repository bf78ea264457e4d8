import sharp, { type Sharp } from "sharp";
import { breathe } from "@/lib/emulator/pictures/breathe";
import type { Raster } from "@/lib/emulator/pictures/develop";
import { cutout, pointWithin, type Framing, type Size } from "@/lib/emulator/pictures/framing";
import type { Focus } from "@/lib/emulator/pictures/light-map";
import type { Look } from "@/lib/emulator/pictures/look";
import type { Negative } from "@/lib/emulator/pictures/negative";

const SLICE_PIXELS = 120_000;

/** A negative, cut and enlarged to a frame; `subject` is where its subject now is. */
export type Enlargement = { raster: Raster; subject: Focus };

export async function enlarge(negative: Negative, frame: Size, framing: Framing, medium: Look["medium"]): Promise<Enlargement> {
  const cut = cutout(negative.size, frame, framing);
  const picture = sharp(negative.jpeg).extract(cut);
  const subject = pointWithin(negative.size, cut, negative.subject);
  switch (medium) {
    case "photograph":
      return { raster: await rasterOf(picture.resize({ ...frame, fit: "fill", kernel: "cubic" })), subject };
    case "paint":
      return { raster: await rasterOf((await brushed(picture, frame)).resize({ ...frame, fit: "fill", kernel: "cubic" })), subject };
    case "pencil":
      return { raster: await rasterOf((await drawn(picture, frame)).resize({ ...frame, fit: "fill", kernel: "cubic" })), subject };
    default:
      return medium satisfies never;
  }
}

async function rasterOf(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** A wash: worked small, so that each stroke is several pixels wide. */
async function brushed(picture: Sharp, frame: Size): Promise<Sharp> {
  const scale = 720 / Math.max(frame.width, frame.height);
  const small = { width: Math.round(frame.width * scale), height: Math.round(frame.height * scale) };
  const wash = await picture.resize({ ...small, fit: "fill" }).median(5).removeAlpha().raw().toBuffer();
  const again = await sharp(wash, { raw: { ...small, channels: 3 } }).median(5).sharpen({ sigma: 2, m1: 1.2, m2: 2.4 }).raw().toBuffer();
  return sharp(again, { raw: { ...small, channels: 3 } });
}

/** Tone divided by its own blurred surroundings leaves lines, as a pencil does; worked at half size, as lines are soft. */
async function drawn(picture: Sharp, frame: Size): Promise<Sharp> {
  const half = { width: Math.round(frame.width / 2), height: Math.round(frame.height / 2) };
  const raw = { ...half, channels: 1 } as const;
  const tone = await picture.resize({ ...half, fit: "fill" }).greyscale().median(3).toColourspace("b-w").raw().toBuffer();
  const around = await sharp(tone, { raw }).blur(Math.max(half.width, half.height) / 220).toColourspace("b-w").raw().toBuffer();
  const lines = Buffer.alloc(tone.length);
  for (let pixel = 0; pixel < tone.length; pixel += 1) {
    if (pixel % SLICE_PIXELS === 0) await breathe();
    const here = tone[pixel] ?? 0;
    const line = Math.min(1, here / Math.max(1, around[pixel] ?? 1)) ** 5;
    lines[pixel] = 255 * line * (0.62 + 0.38 * Math.min(1, here / 190));
  }
  return sharp(lines, { raw }).toColourspace("srgb");
}

export type Panel = { negative: Negative; zoom: number };

/** Several pictures side by side on white, as on a contact sheet. */
export async function collage(panels: readonly Panel[], frame: Size): Promise<Enlargement> {
  const columns = columnsFor(panels, frame);
  const rows = Math.ceil(panels.length / columns);
  const gap = Math.round(Math.min(frame.width, frame.height) * 0.012);
  const height = Math.floor((frame.height - gap * (rows + 1)) / rows);
  const bytes = new Uint8Array(frame.width * frame.height * 3).fill(244);
  for (let row = 0; row < rows; row += 1) {
    const inRow = panels.slice(row * columns, (row + 1) * columns);
    const ratios = inRow.reduce((sum, { negative }) => sum + ratioOf(negative), 0);
    let left = gap;
    for (const { negative, zoom } of inRow) {
      // Each as wide as its ratio asks: all of a row are cut alike.
      const width = Math.floor(((frame.width - gap * (inRow.length + 1)) * ratioOf(negative)) / ratios);
      const { raster } = await enlarge(negative, { width, height }, { zoom, focus: negative.subject }, "photograph");
      layInto({ bytes, ...frame }, raster, left, gap + row * (height + gap));
      left += width + gap;
    }
  }
  return { raster: { bytes, ...frame }, subject: { x: 0.5, y: 0.5 } };
}

const ratioOf = ({ size }: Negative): number => size.width / size.height;

export function layInto(sheet: Raster, panel: Raster, left: number, top: number): void {
  for (let y = 0; y < panel.height; y += 1) {
    sheet.bytes.set(panel.bytes.subarray(y * panel.width * 3, (y + 1) * panel.width * 3), ((top + y) * sheet.width + left) * 3);
  }
}

/** As many columns as cut least from the picture that is cut most. */
function columnsFor(panels: readonly Panel[], frame: Size): number {
  const misfit = (columns: number): number => {
    const rows = Math.ceil(panels.length / columns);
    const rowRatio = (frame.width * rows) / frame.height;
    const sums = Array.from({ length: rows }, (_, row) =>
      panels.slice(row * columns, (row + 1) * columns).reduce((sum, { negative }) => sum + ratioOf(negative), 0));
    return Math.max(...sums.map((sum) => Math.abs(Math.log(sum / rowRatio))));
  };
  const choices = panels.map((_, place) => place + 1);
  return choices.reduce((best, columns) => (misfit(columns) < misfit(best) ? columns : best), 1);
}
