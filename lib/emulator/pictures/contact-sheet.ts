import sharp from "sharp";
import { outlines } from "@/lib/emulator/pictures/caption";
import type { Raster } from "@/lib/emulator/pictures/develop";
import { finished, printFrame, type FrameOrder } from "@/lib/emulator/pictures/frame";
import type { Size } from "@/lib/emulator/pictures/framing";
import { layInto } from "@/lib/emulator/pictures/rasters";

const PAPER = "#eae6dc";
const FILM = "#16130f";
const EDGE_PRINT = "#d8973c";

/** Shares of a film's height: the band with the holes above and below the pictures, and what is bare between films. */
const BAND = 0.14;
const BETWEEN_FILMS = 0.06;
/** Of a picture's width: the bare film between two. */
const BETWEEN_PICTURES = 0.035;
const MARGIN = 0.03;

type Layout = { columns: number; rows: number; picture: Size; film: Size; left: number; top: number; gap: number; pitch: number };

/**
 * All frames of a group as one picture of the asked size: strips of film on paper, numbered at the edge. The frames are
 * those that a group of so many would have had.
 */
export async function makeContactSheet(order: Omit<FrameOrder, "place">, frames: number): Promise<Buffer> {
  const layout = layoutFor(frames, order.size);
  const sheet = await filmOnPaper(layout, frames, order.size);
  for (let index = 0; index < frames; index += 1) {
    const printed = await printFrame({ ...order, size: layout.picture, place: { index, of: frames } });
    const { left, top } = placeOf(layout, index);
    layInto(sheet, printed, left, top);
  }
  return finished(sheet);
}

/** As many columns as leave the pictures largest. */
function layoutFor(frames: number, sheet: Size): Layout {
  const choices = Array.from({ length: frames }, (_, place) => layoutOf(place + 1, frames, sheet));
  return choices.reduce((best, layout) => (layout.picture.width > best.picture.width ? layout : best));
}

/** Pictures have the ratio that was asked for, so that each shows what it would show alone. */
function layoutOf(columns: number, frames: number, sheet: Size): Layout {
  const rows = Math.ceil(frames / columns);
  const ratio = sheet.width / sheet.height;
  const inner = { width: sheet.width * (1 - 2 * MARGIN), height: sheet.height * (1 - 2 * MARGIN) };
  const widest = inner.width / (columns + BETWEEN_PICTURES * (columns + 1));
  const filmHeight = inner.height / (rows + BETWEEN_FILMS * (rows - 1));
  const width = Math.floor(Math.min(widest, filmHeight * (1 - 2 * BAND) * ratio));
  const picture = { width, height: Math.floor(width / ratio) };
  const gap = Math.max(1, Math.round(width * BETWEEN_PICTURES));
  const film = { width: columns * width + (columns + 1) * gap, height: Math.round(picture.height / (1 - 2 * BAND)) };
  const pitch = Math.round(film.height * (1 + BETWEEN_FILMS));
  const used = pitch * (rows - 1) + film.height;
  return { columns, rows, picture, film, gap, pitch, left: Math.round((sheet.width - film.width) / 2), top: Math.round((sheet.height - used) / 2) };
}

function placeOf({ columns, picture, film, left, top, gap, pitch }: Layout, index: number): { left: number; top: number } {
  const row = Math.floor(index / columns);
  return { left: left + gap + (index % columns) * (picture.width + gap), top: top + row * pitch + Math.round((film.height - picture.height) / 2) };
}

async function filmOnPaper(layout: Layout, frames: number, size: Size): Promise<Raster> {
  const films = Array.from({ length: layout.rows }, (_, row) => filmDrawing(layout, row)).join("");
  const numbers = Array.from({ length: frames }, (_, index) => edgeNumber(layout, index)).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"><rect width="100%" height="100%" fill="${PAPER}"/>${films}<g fill="${EDGE_PRINT}">${numbers}</g></svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** Eight holes a picture, as on 35 mm film. */
function filmDrawing({ columns, film, left, top, pitch }: Layout, row: number): string {
  const y = top + row * pitch;
  const band = film.height * BAND;
  const step = film.width / (columns * 8);
  const hole = { width: step * 0.46, height: Math.min(band * 0.42, step * 0.62) };
  const holes = Array.from({ length: columns * 8 }, (_, place) => {
    const x = left + place * step + (step - hole.width) / 2;
    return [y + band * 0.16, y + film.height - band * 0.16 - hole.height]
      .map((holeTop) => `<rect x="${x}" y="${holeTop}" width="${hole.width}" height="${hole.height}" rx="${hole.width * 0.22}" fill="${PAPER}"/>`)
      .join("");
  });
  return `<rect x="${left}" y="${y}" width="${film.width}" height="${film.height}" fill="${FILM}"/>${holes.join("")}`;
}

/** Between holes and picture, below: "3". */
function edgeNumber(layout: Layout, index: number): string {
  const { left, top } = placeOf(layout, index);
  const band = layout.film.height * BAND;
  const size = band * 0.3;
  return outlines(String(index + 1), { x: left + layout.picture.width / 2 - size * 0.3, y: top + layout.picture.height + size * 0.98, size });
}
