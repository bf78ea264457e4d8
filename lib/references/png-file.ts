import { byteView, joined } from "@/lib/references/byte-view";
import { readExif } from "@/lib/references/exif";
import { readIcc } from "@/lib/references/icc";
import type { Colour, Looked } from "@/lib/references/image-facts";
import { inflated } from "@/lib/references/inflated";
import { walkPng, type PngChunk, type PngWalk } from "@/lib/references/png-chunks";
import { hasLongPalette, keptChunks } from "@/lib/references/png-kept";
import type { Stripped } from "@/lib/references/source";
import { tellsOfXmp } from "@/lib/references/xmp";

const PROFILES: readonly string[] = ["iCCP", "cICP"];
const PALETTE: readonly string[] = ["PLTE", "tRNS"];
/** Without them the first picture is left: that is said as such, not as metadata. */
const ANIMATION: readonly string[] = ["acTL", "fcTL", "fdAT"];
/** A profile of 60 KB is long. */
const PROFILE_BYTES = 4_000_000;
/** gAMA of sRGB is 45455; writers round. */
const SRGB_GAMMA = { from: 45_000, to: 46_000 } as const;
/** cHRM of sRGB, in order: white, red, green, blue. */
const SRGB_CHROMA = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6000] as const;
const CHROMA_TOLERANCE = 1000;

const bodyOf = (bytes: Uint8Array, { body, size }: PngChunk): Uint8Array => bytes.subarray(body, body + size);

function tells(bytes: Uint8Array, chunk: PngChunk): Iterable<Stripped> {
  const body = bodyOf(bytes, chunk);
  switch (chunk.type) {
    case "eXIf": return readExif(body).tells;
    case "iTXt": return byteView(body).ascii(0, 17) === "XML:com.adobe.xmp" ? tellsOfXmp(body) : ["text"];
    case "tEXt": case "zTXt": return ["text"];
    default: return ["other"];
  }
}

type Cut = { bytes: Uint8Array<ArrayBuffer>; removed: ReadonlySet<Stripped> };

/** null for a file that breaks off, or is built wrongly. */
export const cutPng = (bytes: Uint8Array, keepsProfile = false): Cut | null => cutWalked(bytes, walkPng(bytes), keepsProfile ? PROFILES : []);

function cutWalked(bytes: Uint8Array, { chunks, end }: PngWalk, profiles: readonly string[] = []): Cut | null {
  if (end === null) return null;
  const kept = keptChunks(bytes, chunks, profiles);
  if (!hasItsPalette(bytes, [...kept])) return null;
  return { bytes: fileOf(bytes, kept), removed: removedFrom(bytes, { chunks, end }, kept) };
}

function removedFrom(bytes: Uint8Array, { chunks, end }: PngWalk, kept: ReadonlySet<PngChunk>): ReadonlySet<Stripped> {
  const removed = new Set<Stripped>();
  for (const chunk of chunks) if (!kept.has(chunk) && !ANIMATION.includes(chunk.type)) for (const what of tells(bytes, chunk)) removed.add(what);
  if (end !== null && end < bytes.length) removed.add("trailing");
  return removed;
}

const fileOf = (bytes: Uint8Array, kept: Iterable<PngChunk>): Uint8Array<ArrayBuffer> =>
  joined([bytes.subarray(0, 8), ...[...kept].map(({ from, to }) => bytes.subarray(from, to))]);

/** For a decoder: no orientation, the profile, and a palette that is too long with what shines through it. null for a file that breaks off. */
export function decodablePng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const { chunks, end } = walkPng(bytes);
  if (end === null) return null;
  return fileOf(bytes, keptChunks(bytes, chunks, hasLongPalette(bytes, chunks) ? [...PROFILES, ...PALETTE] : PROFILES));
}

/** Pixels of colour type 3 point into one. */
const hasItsPalette = (bytes: Uint8Array, kept: readonly PngChunk[]): boolean => bytes[25] !== 3 || kept.some(({ type }) => type === "PLTE");

/** In the order of PNG's third edition: cICP, iCCP, sRGB, gAMA with cHRM. */
async function colourOf(bytes: Uint8Array, chunks: readonly PngChunk[], isGrey: boolean): Promise<Colour> {
  const of = (type: string): Uint8Array | null => {
    const chunk = chunks.find((each) => each.type === type);
    return chunk ? bodyOf(bytes, chunk) : null;
  };
  const cicp = of("cICP");
  if (cicp) return cicp[0] === 1 && cicp[1] === 13 ? { kind: "srgb" } : { kind: "other", name: cicp[0] === 12 ? "Display P3" : "wide colour", matrix: null };
  const iccp = of("iCCP");
  if (iccp) {
    const icc = readIcc(await inflated(iccp.subarray(iccp.indexOf(0) + 2), PROFILE_BYTES));
    if (icc && icc.space === (isGrey ? "GRAY" : "RGB")) return icc.isSrgb ? { kind: "srgb" } : { kind: "other", name: icc.name, matrix: icc.matrix };
  }
  if (of("sRGB")) return { kind: "srgb" };
  return byChroma(of("gAMA"), of("cHRM"));
}

function byChroma(gama: Uint8Array | null, chrm: Uint8Array | null): Colour {
  if (!gama && !chrm) return { kind: "untagged" };
  const gamma = gama ? byteView(gama).u32(0) : SRGB_GAMMA.from;
  if (gamma < SRGB_GAMMA.from || gamma > SRGB_GAMMA.to) return { kind: "other", name: `gamma ${(100_000 / Math.max(gamma, 1)).toFixed(2)}`, matrix: null };
  const isSrgb = !chrm || SRGB_CHROMA.every((value, at) => Math.abs(byteView(chrm).u32(at * 4) - value) < CHROMA_TOLERANCE);
  return isSrgb ? { kind: "srgb" } : { kind: "other", name: "chromaticities of its own", matrix: null };
}

export async function readPng(bytes: Uint8Array): Promise<Looked> {
  const walk = walkPng(bytes);
  const { chunks, end } = walk;
  const kept = [...keptChunks(bytes, chunks, PROFILES)];
  const view = byteView(bytes);
  const [width, height, depth, type] = [view.u32(16), view.u32(20), view.u8(24), view.u8(25)];
  const exif = chunks.find((chunk) => chunk.type === "eXIf");
  const cut = cutWalked(bytes, walk);
  const animation = chunks.find((chunk) => chunk.type === "acTL");
  const isGrey = type === 0 || type === 4;
  const facts = {
    format: "png",
    width,
    height,
    orientation: exif ? readExif(bodyOf(bytes, exif)).orientation : 1,
    colour: await colourOf(bytes, kept, isGrey),
    bitsPerChannel: depth,
    isLossless: true,
    pictures: animation ? Math.max(1, view.u32(animation.body)) : 1,
    metadata: [...(cut?.removed ?? removedFrom(bytes, walk, keptChunks(bytes, chunks, PALETTE)))],
    // With too many colours it is decoded and written anew: nothing is cut out of it.
    isWhole: end !== null && width > 0 && height > 0 && (hasItsPalette(bytes, kept) || hasLongPalette(bytes, chunks)),
    isWidelyRead: true,
    cutBytes: cut?.bytes.length ?? null,
  } as const;
  return { facts, bare: cut?.bytes ?? null };
}
