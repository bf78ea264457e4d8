import { bitmapRows, drawnAt, freeSurface, surfaceOf, surfaceRows, type PixelSource, type Surface } from "@/components/references/fixing/surface";
import type { Opened } from "@/components/references/fixing/open-bitmap";
import type { Rect, Size } from "@/lib/references/fit-size";
import { storedPart, turned, uprightTransform } from "@/lib/references/orientation";
import type { Fixing } from "@/lib/references/verdict";

/** The picture as the model gets it: its part, scaled, upright, in sRGB, and padded where that was chosen. */
export function composed({ bitmap, recolour }: Opened, orientation: number, { part, scaled, canvas, fit }: Fixing, onRows: (share: number) => void): Surface {
  const pad = fit?.kind === "pad" ? fit.fill : null;
  const source = bitmapRows(bitmap, storedPart(orientation, part, bitmap), recolour);
  const content = drawnAt(source, turned(orientation, scaled), onRows);
  source.close();
  if (orientation === 1 && pad === null) return content;
  const whole = surfaceOf(canvas);
  const place: Rect = { x: Math.floor((canvas.width - scaled.width) / 2), y: Math.floor((canvas.height - scaled.height) / 2), ...scaled };
  drawUpright(whole, content, orientation, place);
  freeSurface(content);
  if (pad === "blur") fillBehind(whole, place, (target) => fillBlurred(target, place, canvas));
  if (pad === "edge") fillBehind(whole, place, (target) => fillByEdges(target, place, canvas));
  return whole;
}

function drawUpright({ context }: Surface, { canvas }: Surface, orientation: number, { x, y }: Rect): void {
  const [a, b, c, d, e, f] = uprightTransform(orientation, canvas);
  context.imageSmoothingEnabled = false;
  context.setTransform(a, b, c, d, e + x, f + y);
  context.drawImage(canvas, 0, 0);
  context.resetTransform();
}

/** Only outside the picture: what shows through it stays transparent. */
function fillBehind(whole: Surface, place: Rect, fill: (target: Surface) => void): void {
  const { context, canvas } = whole;
  context.save();
  context.beginPath();
  context.rect(0, 0, canvas.width, canvas.height);
  context.rect(place.x, place.y, place.width, place.height);
  context.clip("evenodd");
  fill(whole);
  context.restore();
}

/** Each side goes on in the mean colour of the edge it touches. */
function fillByEdges({ context }: Surface, { x, y, width, height }: Rect, canvas: Size): void {
  const isAbove = y > 0 || height < canvas.height;
  const before = isAbove ? { x, y, width, height: 1 } : { x, y, width: 1, height };
  const behind = isAbove ? { x, y: y + height - 1, width, height: 1 } : { x: x + width - 1, y, width: 1, height };
  const [first, last] = [meanColour(context, before), meanColour(context, behind)];
  context.fillStyle = first;
  context.fillRect(0, 0, isAbove ? canvas.width : x, isAbove ? y : canvas.height);
  context.fillStyle = last;
  if (isAbove) context.fillRect(0, y + height, canvas.width, canvas.height - y - height);
  else context.fillRect(x + width, 0, canvas.width - x - width, canvas.height);
}

function meanColour(context: OffscreenCanvasRenderingContext2D, { x, y, width, height }: Rect): string {
  const { data } = context.getImageData(x, y, width, height);
  const means = [0, 1, 2, 3].map((channel) => {
    let sum = 0;
    for (let at = channel; at < data.length; at += 4) sum += data[at] ?? 0;
    return sum / (data.length / 4);
  });
  const [red = 0, green = 0, blue = 0, alpha = 255] = means.map(Math.round);
  return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
}

/** Small and large again is a blur that every browser has: filters on a worker's canvas are not. */
const BLUR_SIDES_PX = [24, 96] as const;

function fillBlurred({ context, canvas: whole }: Surface, place: Rect, canvas: Size): void {
  const cover = Math.max(canvas.width / place.width, canvas.height / place.height);
  const [width, height] = [canvas.width / cover, canvas.height / cover];
  let from: OffscreenCanvas = whole;
  let part: Rect = { x: place.x + (place.width - width) / 2, y: place.y + (place.height - height) / 2, width, height };
  const steps: Surface[] = [];
  for (const side of BLUR_SIDES_PX) {
    const scale = side / Math.max(width, height);
    const step = surfaceOf({ width: Math.max(2, Math.round(width * scale)), height: Math.max(2, Math.round(height * scale)) });
    step.context.imageSmoothingQuality = "high";
    step.context.drawImage(from, part.x, part.y, part.width, part.height, 0, 0, step.canvas.width, step.canvas.height);
    from = step.canvas;
    part = { x: 0, y: 0, width: from.width, height: from.height };
    steps.push(step);
  }
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(from, 0, 0, canvas.width, canvas.height);
  steps.forEach(freeSurface);
}

/** For a dialog: upright and small. */
export function previewOf({ bitmap, recolour }: Opened, orientation: number, longSidePx: number): Surface {
  const scale = Math.min(1, longSidePx / Math.max(bitmap.width, bitmap.height));
  const small = { width: Math.max(1, Math.round(bitmap.width * scale)), height: Math.max(1, Math.round(bitmap.height * scale)) };
  const source: PixelSource = bitmapRows(bitmap, { x: 0, y: 0, width: bitmap.width, height: bitmap.height }, recolour);
  const content = drawnAt(source, small, () => undefined);
  source.close();
  const upright = surfaceOf(turned(orientation, small));
  drawUpright(upright, content, orientation, { x: 0, y: 0, ...turned(orientation, small) });
  freeSurface(content);
  return upright;
}

export const resized = (surface: Surface, to: Size): Surface => drawnAt(surfaceRows(surface), to, () => undefined);
