import { strippedWords } from "@/components/references/stripped-words";
import type { Translator } from "@/lib/messages/translator";
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
  /** Of what nobody would expect to be written as PNG, it is not said why it was not. */
  wasLossy: boolean;
  /** Made fit in the browser, before it was sent. */
  isFromFile: boolean;
  /** Its pixels are not the file's own any more. */
  isWrittenAnew: boolean;
};

function fitText(t: Translator, fit: RatioFit): string {
  switch (fit.kind) {
    case "crop": return t("references.change.crop");
    case "pad": return t(`references.change.pad.${fit.fill}`);
    default: return fit satisfies never;
  }
}

function shrunkText(t: Translator, why: "sides" | "bytes", { widthBelow: width, heightBelow: height, bytesBelow }: ImageLimits): string {
  if (why === "bytes") return bytesBelow === null ? t("references.change.shrunk.bytes") : t("references.change.shrunk.size", { size: bytesText(bytesBelow).replace(".0", "") });
  if (width !== null && width === height) return t("references.change.shrunk.side", { limit: width });
  if (width !== null && height !== null) return t("references.change.shrunk.both", { width, height });
  if (width !== null) return t("references.change.shrunk.width", { width });
  return height === null ? t("references.change.shrunk.sides") : t("references.change.shrunk.height", { height });
}

const LOSSY: readonly string[] = ["jpeg", "heic", "avif"];

function encodedText(t: Translator, quality: number | null, { isOnlyFormat, wasLossy }: About): string {
  const only = isOnlyFormat && (quality === null || !wasLossy) ? ".only" : "";
  return quality === null ? t(`references.change.png${only}`) : t(`references.change.jpeg${only}`, { quality: Math.round(quality * 100) });
}

function changeText(t: Translator, change: Change, about: About): string {
  const { bounds, isFromFile, isWrittenAnew } = about;
  switch (change.kind) {
    case "stripped": {
      const said = t(`references.change.${isWrittenAnew ? "strippedAnew" : "stripped"}`, { what: strippedWords(t, change.what) });
      return isFromFile ? `${said} ${t("references.change.stays")}` : said;
    }
    case "turned": return t("references.change.turned");
    case "turned_by_hand": return t(`references.change.turned_by_hand.${change.turns}`);
    case "recoloured": return t("references.change.recoloured", { from: change.from });
    case "first_of": return change.pictures === null ? t("references.change.first_of.several") : t("references.change.first_of", { pictures: change.pictures });
    case "fitted": return fitText(t, change.fit);
    case "shrunk": return shrunkText(t, change.why, bounds);
    case "encoded": return encodedText(t, change.quality, about);
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
export function changesText(t: Translator, reference: Reference, asked: Pick<About, "bounds" | "isOnlyFormat">): ChangesText {
  const is = pictureText(reference);
  const { source } = reference;
  if (!source) return { was: null, is, done: [] };
  const hadPlace = source.changes.some((change) => change.kind === "stripped" && change.what.includes("place"));
  const was = `${pictureText(source)}${hadPlace ? `, ${t("references.mark.place")}` : ""}`;
  const about = { ...asked, wasLossy: LOSSY.includes(source.format), isFromFile: reference.madeFrom === null, isWrittenAnew: source.changes.some(({ kind }) => kind === "encoded") };
  const done = source.changes.map((change) => changeText(t, change, about));
  return { was, is, done: done.length > 0 ? done : [t("references.change.none")] };
}
