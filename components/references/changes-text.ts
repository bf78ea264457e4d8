import { strippedWords } from "@/components/references/stripped-words";
import type { ImageLimits } from "@/lib/models/image-rules";
import type { Reference } from "@/lib/references/reference";
import type { Change, RatioFit } from "@/lib/references/source";

const KB = 1000;
const MB = 1_000_000;

const bytesText = (bytes: number): string => (bytes < MB / 10 ? `${Math.max(1, Math.round(bytes / KB))} KB` : `${(bytes / MB).toFixed(1)} MB`);
const pictureText = ({ width, height, format, bytes }: Pick<Reference, "width" | "height" | "bytes"> & { format: string }): string =>
  `${width}×${height} ${format.toUpperCase()}, ${bytesText(bytes)}`;

/** What is told beside the change itself: why it cannot be otherwise. */
type About = {
  bounds: ImageLimits;
  /** It could not be written in the other format. */
  isOnlyFormat: boolean;
  /** Made fit in the browser, before it was sent. */
  isFromFile: boolean;
};

function fitText(fit: RatioFit): string {
  switch (fit.kind) {
    case "crop": return "Cropped: it was too long and narrow.";
    case "pad": return `Padded ${fit.fill === "edge" ? "in the colour of its edges" : "with a blur of itself"}: it was too long and narrow.`;
    default: return fit satisfies never;
  }
}

function shrunkText(why: "sides" | "bytes", { widthBelow, heightBelow, bytesBelow }: ImageLimits): string {
  if (why === "bytes") return bytesBelow === null ? "Made smaller: it had too many bytes for the model." : `Made smaller: the model takes less than ${bytesText(bytesBelow).replace(".0", "")}.`;
  if (widthBelow !== null && widthBelow === heightBelow) return `Made smaller: the model takes less than ${widthBelow} pixels a side.`;
  const sides = [widthBelow && `${widthBelow} pixels of width`, heightBelow && `${heightBelow} of height`].filter((side) => side);
  return sides.length > 0 ? `Made smaller: the model takes less than ${sides.join(" and ")}.` : "Made smaller: a side was too long for the model.";
}

const TURNED_BY_HAND = { 1: "Turned by hand, a quarter to the right.", 2: "Turned by hand, upside down.", 3: "Turned by hand, a quarter to the left." } as const;

function encodedText(quality: number | null, isOnlyFormat: boolean): string {
  if (quality === null) return `Written anew as PNG, without loss${isOnlyFormat ? ": a JPEG cannot keep what shines through" : ""}.`;
  return `Written anew as JPEG, quality ${Math.round(quality * 100)} of 100${isOnlyFormat ? ": as PNG it could have too many bytes" : ""}.`;
}

function changeText(change: Change, { bounds, isOnlyFormat, isFromFile }: About): string {
  switch (change.kind) {
    case "stripped": return `Removed, without touching the picture itself: ${strippedWords(change.what)}.${isFromFile ? " None of it leaves the browser." : ""}`;
    case "turned": return "Turned upright.";
    case "turned_by_hand": return TURNED_BY_HAND[change.turns];
    case "recoloured": return `Colours converted to sRGB from ${change.from}, which not every reader knows.`;
    case "first_of": return `The first of ${change.pictures ?? "several"} pictures in the file: the model takes stills.`;
    case "fitted": return fitText(change.fit);
    case "shrunk": return shrunkText(change.why, bounds);
    case "encoded": return encodedText(change.quality, isOnlyFormat);
    default: return change satisfies never;
  }
}

export type ChangesText = {
  /** "4032×3024 HEIC, 11.2 MB, place removed"; null where nobody told what it was. */
  was: string | null;
  /** "4032×3024 JPEG, 3.1 MB" */
  is: string;
  /** A sentence per change. */
  done: readonly string[];
};

/** What a reference was and what was done to it, in the person's words. The file's own facts are told by the browser: shown, never trusted. */
export function changesText(reference: Reference, asked: Omit<About, "isFromFile">): ChangesText {
  const about = { ...asked, isFromFile: reference.madeFrom === null };
  const is = pictureText(reference);
  const { source } = reference;
  if (!source) return { was: null, is, done: [] };
  const hadPlace = source.changes.some((change) => change.kind === "stripped" && change.what.includes("place"));
  const was = `${pictureText(source)}${hadPlace ? ", place removed" : ""}`;
  const isWrittenAnew = source.changes.some(({ kind }) => kind === "encoded");
  const done = source.changes.map((change) =>
    change.kind === "stripped" && isWrittenAnew ? changeText(change, about).replace(", without touching the picture itself", "") : changeText(change, about));
  return { was, is, done: done.length > 0 ? done : ["As it is: every byte is the file's own."] };
}
