import { strippedWords } from "@/components/references/stripped-words";
import type { Reference } from "@/lib/references/reference";
import type { Change, RatioFit } from "@/lib/references/source";

const KB = 1000;
const MB = 1_000_000;

const bytesText = (bytes: number): string => (bytes < MB / 10 ? `${Math.max(1, Math.round(bytes / KB))} KB` : `${(bytes / MB).toFixed(1)} MB`);
const pictureText = ({ width, height, format, bytes }: Pick<Reference, "width" | "height" | "bytes"> & { format: string }): string =>
  `${width}×${height} ${format.toUpperCase()}, ${bytesText(bytes)}`;

function fitText(fit: RatioFit): string {
  switch (fit.kind) {
    case "crop": return "Cropped: it was too long and narrow.";
    case "pad": return `Padded ${fit.fill === "edge" ? "in the colour of its edges" : "with a blur of itself"}: it was too long and narrow.`;
    default: return fit satisfies never;
  }
}

function changeText(change: Change): string {
  switch (change.kind) {
    case "stripped": return `Removed, without touching the picture itself: ${strippedWords(change.what)}.`;
    case "turned": return "Turned upright.";
    case "recoloured": return `Colours converted to sRGB from ${change.from}.`;
    case "first_of": return change.pictures === null ? "The first of several pictures in the file." : `The first of ${change.pictures} pictures in the file.`;
    case "fitted": return fitText(change.fit);
    case "shrunk": return change.why === "sides" ? "Made smaller: a side was too long for the model." : "Made smaller: it had too many bytes for the model.";
    case "encoded": return change.quality === null ? "Written anew as PNG, without loss." : `Written anew as JPEG, quality ${Math.round(change.quality * 100)} of 100.`;
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
export function changesText(reference: Reference): ChangesText {
  const is = pictureText(reference);
  const { source } = reference;
  if (!source) return { was: null, is, done: [] };
  const hadPlace = source.changes.some((change) => change.kind === "stripped" && change.what.includes("place"));
  const was = `${pictureText(source)}${hadPlace ? ", place removed" : ""}`;
  const isWrittenAnew = source.changes.some(({ kind }) => kind === "encoded");
  const done = source.changes.map((change) =>
    change.kind === "stripped" && isWrittenAnew ? changeText(change).replace(", without touching the picture itself", "") : changeText(change));
  return { was, is, done: done.length > 0 ? done : ["As it is: every byte is the file's own."] };
}
