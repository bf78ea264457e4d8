"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "@/components/language/translations";
import { zipText } from "@/components/shares/share-text";
import { bytesText } from "@/lib/bytes-text";
import { formatUsd } from "@/lib/budget/money";
import type { Translator } from "@/lib/messages/translator";
import { mainLine } from "@/lib/records/lineage";
import { lineageQuery } from "@/lib/records/queries";
import type { PublicSettings } from "@/lib/shares/public-share";
import type { SharePart, ShownParts } from "@/lib/shares/share";
import type { SharePreview } from "@/lib/shares/share-preview";

type Props = {
  part: SharePart;
  preview: SharePreview;
  /** What else is chosen: one part may change what another reveals. */
  shows: ShownParts;
};

/** What of it the page will show, as it will: not a description of it. */
export function PreviewedPart({ part, preview, shows }: Props) {
  const t = useTranslations();
  const { makings, pictures, references } = preview;
  switch (part) {
    case "prompt": return <Prompts prompts={makings.flatMap(({ prompt }) => prompt ?? [])} />;
    case "settings": return <Settings lines={makings.flatMap(({ settings }) => (settings === null ? [] : settingsText(t, settings)))} />;
    case "references": return references.length === 0 ? t("shares.noReferences") : <Thumbs urls={references.map(({ thumbUrl }) => thumbUrl)} />;
    case "lineage": return <Line outputId={pictures[0]?.id ?? null} takes={makings.length} showsPhotograph={shows.references} />;
    case "originals": return (
      <>
        <p className="text-ink">{t("shares.originals.size", { count: pictures.length, size: bytesText(pictures.reduce((sum, { bytes }) => sum + bytes, 0)) })}</p>
        <p>{zipText(t, shows, references.length > 0)}</p>
      </>
    );
    case "price": {
      const sum = makings.reduce((all, { priceMicroUsd }) => all + (priceMicroUsd ?? 0), 0);
      return sum === 0 ? t("shares.price.free") : <span className="facts text-ink">{formatUsd(sum)}</span>;
    }
    default: return part satisfies never;
  }
}

const settingsText = (t: Translator, { model, ratio, width, height, optimize, count, seed }: PublicSettings): string =>
  [
    t("shares.settings.line", { model: model ?? t("shares.settings.demoEngine"), ratio, width, height, optimize: t(`sheet.optimize.${optimize}`) }),
    t("shares.settings.images", { count }),
    seed !== null && t("sheet.seed", { seed }),
  ].filter((line) => line !== false).join(", ");

/** The page has all of them; a card has room for a few, and says how many it has none for. */
const MOST_PROMPTS = 2;
const MOST_SETTINGS = 3;
const MOST_THUMBS = 8;

function Prompts({ prompts }: { prompts: readonly string[] }) {
  const t = useTranslations();
  const different = [...new Set(prompts)];
  const more = different.length - MOST_PROMPTS;
  return (
    <div className="flex flex-col gap-1">
      {different.slice(0, MOST_PROMPTS).map((prompt) => <p key={prompt} lang="" className="line-clamp-3 text-label wrap-anywhere whitespace-pre-line text-ink">{prompt}</p>)}
      {more > 0 && <p>{t("shares.prompts.more", { count: more })}</p>}
    </div>
  );
}

function Settings({ lines }: { lines: readonly string[] }) {
  const t = useTranslations();
  const different = [...new Set(lines)];
  const more = different.length - MOST_SETTINGS;
  return (
    <div className="flex flex-col gap-1">
      {different.slice(0, MOST_SETTINGS).map((line) => <p key={line} className="text-ink">{line}</p>)}
      {more > 0 && <p>{t("shares.settings.more", { count: more })}</p>}
    </div>
  );
}

const thumb = "h-10 w-auto max-w-16 rounded-chip bg-raised object-cover";

function Thumbs({ urls }: { urls: readonly string[] }) {
  const t = useTranslations();
  const more = urls.length - MOST_THUMBS;
  return (
    <span className="flex flex-wrap items-center gap-1">
      {urls.slice(0, MOST_THUMBS).map((url) => <img key={url} src={url} alt="" className={thumb} />)}
      {more > 0 && <span className="facts px-1">{t("shares.pictures.more", { count: more })}</span>}
    </span>
  );
}

/** Of the first picture: from its photograph on. */
function Line({ outputId, takes, showsPhotograph }: { outputId: string | null; takes: number; showsPhotograph: boolean }) {
  const t = useTranslations();
  const { data: lineage } = useQuery({ ...lineageQuery(outputId ?? ""), enabled: outputId !== null });
  const line = lineage ? mainLine(lineage).reverse() : [];
  const first = showsPhotograph ? (line[0]?.through?.thumbUrl ?? null) : null;
  const urls = [...(first === null ? [] : [first]), ...line.flatMap(({ frame: { thumbUrl } }) => thumbUrl ?? [])];
  const more = urls.length - MOST_THUMBS;
  return (
    <>
      <span className="flex min-h-10 flex-wrap items-center gap-1">
        {urls.length === 0 ? t("shares.what.lineage") : urls.slice(0, MOST_THUMBS).map((url, at) => (
          <span key={`${at} ${url}`} className="flex items-center gap-1">
            {at > 0 && <span aria-hidden>→</span>}
            <img src={url} alt="" className={thumb} />
          </span>
        ))}
        {more > 0 && <span className="facts px-1">{t("shares.pictures.more", { count: more })}</span>}
      </span>
      {takes > 1 && <p className="mt-1">{t("shares.lineage.more", { count: takes - 1 })}</p>}
    </>
  );
}
