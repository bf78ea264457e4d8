import sharp, { type Sharp } from "sharp";
import type { Raster } from "@/lib/emulator/pictures/develop";
import { cutout, pointWithin, type Framing, type Size } from "@/lib/emulator/pictures/framing";
import type { Focus } from "@/lib/emulator/pictures/light-map";
import type { Look } from "@/lib/emulator/pictures/look";
import type { Negative } from "@/lib/emulator/pictures/negative";

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
      return { raster: await drawn(picture, frame), subject };
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
  const scale = 900 / Math.max(frame.width, frame.height);
  const small = { width: Math.round(frame.width * scale), height: Math.round(frame.height * scale) };
  const wash = await picture.resize({ ...small, fit: "fill" }).median(7).removeAlpha().raw().toBuffer();
  const again = await sharp(wash, { raw: { ...small, channels: 3 } }).median(5).sharpen({ sigma: 2, m1: 1.2, m2: 2.4 }).raw().toBuffer();
  return sharp(again, { raw: { ...small, channels: 3 } });
}

/** Tone divided by its own blurred surroundings leaves lines, as a pencil does. */
async function drawn(picture: Sharp, frame: Size): Promise<Raster> {
  const tone = await picture.resize({ ...frame, fit: "fill" }).greyscale().median(3).toColourspace("b-w").raw().toBuffer();
  const around = await sharp(tone, { raw: { ...frame, channels: 1 } }).blur(Math.max(frame.width, frame.height) / 220).toColourspace("b-w").raw().toBuffer();
  const bytes = new Uint8Array(frame.width * frame.height * 3);
  for (let pixel = 0; pixel < tone.length; pixel += 1) {
    const here = tone[pixel] ?? 0;
    const line = Math.min(1, here / Math.max(1, around[pixel] ?? 1)) ** 5;
    bytes.fill(Math.round(255 * line * (0.62 + 0.38 * Math.min(1, here / 190))), pixel * 3, pixel * 3 + 3);
  }
  return { bytes, ...frame };
}

export type Panel = { negative: Negative; zoom: number };

/** Several pictures side by side on white, as on a contact sheet. */
export async function collage(panels: readonly Panel[], frame: Size): Promise<Enlargement> {
  const columns = columnsFor(panels, frame);
  const rows = Math.ceil(panels.length / columns);
  const gap = Math.round(Math.min(frame.width, frame.height) * 0.012);
  const height = Math.floor((frame.height - gap * (rows + 1)) / rows);
  const bytes = new Uint8Array(frame.width * frame.height * 3).fill(244);
  for (const [place, { negative, zoom }] of panels.entries()) {
    const row = Math.floor(place / columns);
    const inRow = Math.min(columns, panels.length - row * columns);
    const width = Math.floor((frame.width - gap * (inRow + 1)) / inRow);
    const { raster } = await enlarge(negative, { width, height }, { zoom, focus: negative.subject }, "photograph");
    const left = gap + (place - row * columns) * (width + gap);
    const top = gap + row * (height + gap);
    for (let y = 0; y < height; y += 1) {
      bytes.set(raster.bytes.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * frame.width + left) * 3);
    }
  }
  return { raster: { bytes, ...frame }, subject: { x: 0.5, y: 0.5 } };
}

/** As many columns as leave most of each picture uncut. */
function columnsFor(panels: readonly Panel[], frame: Size): number {
  const usual = panels.reduce((sum, { negative: { size } }) => sum + Math.log(size.width / size.height), 0) / panels.length;
  const misfit = (columns: number): number =>
    Math.abs(Math.log((frame.width / columns) / (frame.height / Math.ceil(panels.length / columns))) - usual);
  const choices = panels.map((_, place) => place + 1);
  return choices.reduce((best, columns) => (misfit(columns) < misfit(best) ? columns : best), 1);
}
