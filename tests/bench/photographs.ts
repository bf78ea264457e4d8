import path from "node:path";
import sharp from "sharp";

export type Photograph = { place: string; name: string; bytes: number };

/** As a telephone takes them: twelve megapixels, grain that no encoder flattens, and where they were taken. */
const SIZE = { width: 4032, height: 3024 };
const SAMPLES = ["cups", "oranges", "blossom"] as const;
const EXIF = {
  IFD0: { Make: "Telephone", Model: "Bench" },
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W", GPSLongitude: "0/1 7/1 0/1" },
};
const USUAL_QUALITY = 89;
/** Brings a photograph over the ten megabytes that the model takes. */
const LARGE_QUALITY = 95;

const grain = (): Promise<Buffer> =>
  sharp({ create: { ...SIZE, channels: 3, background: "#808080", noise: { type: "gaussian", mean: 128, sigma: 40 } } }).png({ compressionLevel: 0 }).toBuffer();

/** Each with its own part of a sample, so that no two have the same bytes; the last `large` are over ten megabytes. */
export async function takePhotographs(folder: string, count: number, large: number): Promise<Photograph[]> {
  const noise = await grain();
  const photographs: Photograph[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const name = `photograph-${nth + 1}.jpg`;
    const place = path.join(folder, name);
    const enlarged = await sharp(path.resolve("public/samples", `${SAMPLES[nth % SAMPLES.length]}.jpg`))
      .resize(SIZE.width + nth * 40, SIZE.height + nth * 40, { fit: "cover" }).extract({ left: nth * 40, top: nth * 40, ...SIZE }).toBuffer();
    const { size } = await sharp(enlarged).composite([{ input: noise, blend: "soft-light" }]).withExif(EXIF)
      .jpeg({ quality: nth < count - large ? USUAL_QUALITY : LARGE_QUALITY, chromaSubsampling: nth < count - large ? "4:2:0" : "4:4:4" }).toFile(place);
    photographs.push({ place, name, bytes: size });
  }
  return photographs;
}
