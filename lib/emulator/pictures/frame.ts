import sharp from "sharp";
import { writeCaption } from "@/lib/emulator/pictures/caption";
import { colourTable } from "@/lib/emulator/pictures/colour-table";
import { develop, type Raster } from "@/lib/emulator/pictures/develop";
import { expose } from "@/lib/emulator/pictures/double-exposure";
import { keptShare, type Size } from "@/lib/emulator/pictures/framing";
import { grainTile } from "@/lib/emulator/pictures/grain";
import { lightMap } from "@/lib/emulator/pictures/light-map";
import type { Look } from "@/lib/emulator/pictures/look";
import { lookOfFrame, type Place } from "@/lib/emulator/pictures/look-of-frame";
import type { Negative } from "@/lib/emulator/pictures/negative";
import { layOnPaper } from "@/lib/emulator/pictures/paper";
import { cameraOfFrame, sourcesOfFrame, type Sources } from "@/lib/emulator/pictures/plan";
import { randomFrom } from "@/lib/emulator/pictures/random";
import { collage, enlarge, type Enlargement } from "@/lib/emulator/pictures/rasters";
import { letFall } from "@/lib/emulator/pictures/weather";
import type { Reading } from "@/lib/emulator/prompt/reading";

export type FrameOrder = {
  negatives: readonly [Negative, ...Negative[]];
  reading: Reading;
  size: Size;
  place: Place;
  /** Same words, same picture. */
  seed: string;
};

const JPEG = { quality: 92, chromaSubsampling: "4:4:4" } as const;

/** One picture of a group, as a JPEG of exactly the asked size. */
export const makeFrame = async (order: FrameOrder): Promise<Buffer> => finished(await printFrame(order));

/** The last of every picture: the caption, and a file. */
export async function finished(raster: Raster): Promise<Buffer> {
  await writeCaption(raster);
  return sharp(raster.bytes, { raw: { width: raster.width, height: raster.height, channels: 3 } }).jpeg(JPEG).toBuffer();
}

/** One picture of a group, without a caption. */
export async function printFrame(order: FrameOrder): Promise<Raster> {
  const random = randomFrom(`${order.seed} frame ${order.place.index}`);
  const sources = sourcesOfFrame(order.negatives.length, order.reading, order.place, (reference) => keptShare(negativeAt(order, reference).size, order.size));
  const plain = lookOfFrame(order.reading, order.place, random);
  const base = negativeAt(order, sources.kind === "collage" ? 0 : sources.base);
  const look = withSources(plain, order, sources);
  const { raster, subject } = await enlarged(order, sources, look);
  await develop(raster, {
    table: await colourTable(look, base.palette),
    map: lightMap(look, subject, order.size.width / order.size.height),
    grain: grainTile(random, look.grain),
    grainOffset: Math.floor(random() * 251),
  });
  if (look.medium !== "photograph") await layOnPaper(raster, random);
  await letFall(raster, look.weather, random);
  return raster;
}

const negativeAt = ({ negatives }: FrameOrder, place: number): Negative => negatives[place] ?? negatives[0];

function withSources(look: Look, order: FrameOrder, sources: Sources): Look {
  if (sources.kind !== "palette") return look;
  const from = negativeAt(order, sources.base).palette;
  return { ...look, palette: { from, to: negativeAt(order, sources.second).palette, amount: 0.7 } };
}

async function enlarged(order: FrameOrder, sources: Sources, look: Look): Promise<Enlargement> {
  if (sources.kind === "collage") {
    return collage(sources.panels.map((place) => ({ negative: negativeAt(order, place), zoom: 1.02 })), order.size);
  }
  if (sources.kind === "triptych") {
    const negative = negativeAt(order, sources.base);
    return collage([1, 1.45, 2].map((zoom) => ({ negative, zoom })), order.size);
  }
  const random = randomFrom(`${order.seed} camera ${order.place.index}`);
  const shot = (place: number, toward: number): Promise<Enlargement> => {
    const negative = negativeAt(order, place);
    const camera = cameraOfFrame(order.reading.distance, order.place, negative.subject, keptShare(negative.size, order.size), random);
    const zoom = toward === 0 ? camera.zoom : Math.max(camera.zoom, 1.18);
    return enlarge(negative, order.size, { zoom, focus: { ...camera.focus, x: camera.focus.x - toward / zoom } }, look.medium);
  };
  switch (sources.kind) {
    case "single":
    case "palette":
      return shot(sources.base, 0);
    case "double": {
      const first = await shot(sources.base, 0);
      await expose(first.raster, (await shot(sources.second, 0)).raster, { how: "double", strength: 0.95 });
      return first;
    }
    case "dissolve": {
      // Each subject is moved into the half that is its own.
      const toward = sources.fromLeft ? 0.2 : -0.2;
      const first = await shot(sources.base, toward);
      await expose(first.raster, (await shot(sources.second, -toward)).raster, { how: "dissolve", middle: 0.5, softness: 0.14, fromLeft: sources.fromLeft });
      return first;
    }
    default:
      return sources satisfies never;
  }
}
