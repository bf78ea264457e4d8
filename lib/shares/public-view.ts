import { isSettled, type EngineKind, type GenerationStatus } from "@/lib/generations/generation";
import { shareFileUrl, shareZipUrl, type PreviewWidth } from "@/lib/shares/addresses";
import type { PublicMaking, PublicPicture, PublicSettings, PublicShare, PublicStep } from "@/lib/shares/public-share";
import type { ShareKind, ShownParts } from "@/lib/shares/share";

/** All that is known of a share, whether it is shown or not. */
export type ShareSource = {
  id: string;
  kind: ShareKind;
  title: string;
  message: string;
  sender: string;
  sharedAt: number;
  shows: ShownParts;
  isIndexable: boolean;
  takes: readonly SharedTake[];
};

/** Of the model that was asked for, whichever engine answered. */
type TakeSettings = PublicSettings & { model: string };

export type SharedTake = {
  status: GenerationStatus;
  prompt: string;
  /** null for what no version can read any more. */
  settings: TakeSettings | null;
  /** As the model and a draft write them; the engine that made it. */
  modelId: string;
  size: string;
  engine: EngineKind;
  priceMicroUsd: number;
  /** Frames that came: what the price was for. */
  delivered: number;
  slots: readonly SharedSlot[];
  references: readonly { position: number; width: number; height: number }[];
  /** From the first photograph on. */
  line: readonly { kind: "photograph" | "picture"; isThere: boolean; width: number; height: number }[];
};

export type SharedSlot = {
  number: number;
  /** null until there is a row for it. */
  output: null | {
    state: "pending" | "delivered" | "missing" | "lost";
    isDeleted: boolean;
    media: "image" | "video";
    width: number;
    height: number;
    hasPreviews: boolean;
    /** Its file can be given without what it may tell beside the picture. */
    hasOriginal: boolean;
    tint: string | null;
  };
};

/** Until a take tells its size. */
const SQUARE = { width: 1, height: 1 };

/**
 * What everybody may see of it. Every field is named here, one by one: what is not, is not shown. Pictures stand in the order
 * of their numbers.
 */
export function publicShareOf(source: ShareSource): PublicShare {
  const pictures = source.takes.flatMap((take) => take.slots.flatMap((slot) => pictureOf(source, take, slot))).sort((one, other) => one.number - other.number);
  const isDownloadable = source.shows.originals && pictures.some(({ state }) => state === "delivered");
  return {
    title: source.title,
    message: source.message,
    sender: source.sender,
    sharedAt: source.sharedAt,
    pictures,
    makings: source.takes.flatMap((take) => makingOf(source, take, pictures)),
    zipUrl: isDownloadable ? shareZipUrl(source.id) : null,
    isIndexable: source.isIndexable,
    isOpen: pictures.some(({ state }) => state === "awaited"),
  };
}

function pictureOf({ id, shows }: ShareSource, take: SharedTake, { number, output }: SharedSlot): PublicPicture[] {
  if (output?.isDeleted === true) return [];
  if (output?.state === "delivered") {
    const { media, width, height, hasPreviews, hasOriginal, tint } = output;
    // What has no preview can be shown in no other way.
    const mayHaveFile = hasOriginal && (shows.originals || !hasPreviews);
    if (!hasPreviews && !mayHaveFile) return [];
    return [{
      state: "delivered", number, media, width, height, tint,
      previews: hasPreviews ? previewsBy((width) => shareFileUrl(id, { file: "preview", number, width })) : null,
      fileUrl: mayHaveFile ? shareFileUrl(id, { file: "original", number }) : null,
    }];
  }
  const mayCome = !isSettled(take) && (output === null || output.state === "pending");
  const { width, height } = take.settings ?? SQUARE;
  return mayCome ? [{ state: "awaited", number, width, height }] : [];
}

const previewsBy = (urlOf: (width: PreviewWidth) => string) => ({ tiny: urlOf(384), small: urlOf(640), large: urlOf(1280) });

/** null of a take none of whose pictures is shown; and where nothing of the making is. */
function makingOf(source: ShareSource, take: SharedTake, pictures: readonly PublicPicture[]): PublicMaking[] {
  const { id, kind, shows } = source;
  const own = new Set(take.slots.map(({ number }) => number));
  const numbers = pictures.flatMap(({ number }) => (own.has(number) ? [number] : []));
  if (numbers.length === 0) return [];
  // Their addresses go by a picture that is there.
  const first = pictures.find(({ state, number }) => state === "delivered" && own.has(number))?.number;
  // How many were made beside those that are shown is not told.
  const shown = kind === "frames" ? numbers.length : null;
  const making: PublicMaking = {
    numbers,
    prompt: shows.prompt ? take.prompt : null,
    settings: shows.settings && take.settings !== null ? { ...settingsOf(take.engine, take.settings), ...(shown !== null && { count: shown }) } : null,
    references: shows.references && first !== undefined ? take.references.map(({ position, width, height }) => ({
      number: position + 1, width, height,
      previews: previewsBy((width) => shareFileUrl(id, { file: "reference", number: first, reference: position + 1, width })),
    })) : null,
    line: shows.lineage && first !== undefined ? take.line.map((step, at) => stepOf(id, first, at, step, shows)) : null,
    priceMicroUsd: shows.price ? shareOfPrice(take, shown) : null,
  };
  const { numbers: _numbers, ...told } = making;
  return Object.values(told).every((part) => part === null) ? [] : [making];
}

const settingsOf = (engine: EngineKind, { model, count, width, height, ratio, optimize, seed }: TakeSettings): PublicSettings =>
  ({ model: engine === "demo" ? null : model, count, width, height, ratio, optimize, seed });

function stepOf(id: string, number: number, at: number, { kind, isThere, width, height }: SharedTake["line"][number], shows: ShownParts): PublicStep {
  if (!isThere || (kind === "photograph" && !shows.references)) return { kind: "unshown" };
  return { kind, width, height, url: shareFileUrl(id, { file: "step", number, step: at + 1 }) };
}

const shareOfPrice = ({ priceMicroUsd, delivered }: SharedTake, shown: number | null): number =>
  shown === null ? priceMicroUsd : Math.round((priceMicroUsd * Math.min(shown, delivered)) / Math.max(delivered, 1));

/** Nothing to look at, and nothing to wait for. */
export const isEmptyShare = ({ pictures }: Pick<PublicShare, "pictures">): boolean => pictures.length === 0;
