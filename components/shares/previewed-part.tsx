"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "@/components/language/translations";
import type { Preview } from "@/components/shares/preview";
import { bytesText } from "@/lib/bytes-text";
import { formatUsd } from "@/lib/budget/money";
import type { Translator } from "@/lib/messages/translator";
import { mainLine } from "@/lib/records/lineage";
import { lineageQuery } from "@/lib/records/queries";
import type { PublicSettings } from "@/lib/shares/public-share";
import type { SharePart } from "@/lib/shares/share";

/** What of it the page will show, as it will: not a description of it. */
export function PreviewedPart({ part, preview }: { part: SharePart; preview: Preview }) {
  const t = useTranslations();
  const { makings, pictures, references } = preview;
  switch (part) {
    case "prompt": return <Prompts prompts={makings.flatMap(({ prompt }) => prompt ?? [])} />;
    case "settings": return <Lines lines={makings.flatMap(({ settings }) => (settings === null ? [] : settingsText(t, settings)))} />;
    case "references": return references.length === 0 ? t("shares.noReferences") : <Thumbs urls={references.map(({ thumbUrl }) => thumbUrl)} />;
    case "lineage": return <Line outputId={pictures[0]?.id ?? null} />;
    case "originals": return t("shares.originals.size", { count: pictures.length, size: bytesText(pictures.reduce((sum, { bytes }) => sum + bytes, 0)) });
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

/** The page has all of them; a card has room for a few. */
const MOST_LINES = 2;
const MOST_THUMBS = 8;

function Prompts({ prompts }: { prompts: readonly string[] }) {
  const t = useTranslations();
  const different = [...new Set(prompts)];
  const more = different.length - MOST_LINES;
  return (
    <>
      {different.slice(0, MOST_LINES).map((prompt) => <p key={prompt} lang="" className="line-clamp-3 text-label wrap-anywhere whitespace-pre-line text-ink">{prompt}</p>)}
      {more > 0 && <p>{t("shares.prompts.more", { count: more })}</p>}
    </>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) => [...new Set(lines)].slice(0, MOST_LINES).map((line) => <p key={line} className="text-ink">{line}</p>);

const Thumbs = ({ urls }: { urls: readonly string[] }) => (
  <span className="flex flex-wrap gap-1">
    {urls.slice(0, MOST_THUMBS).map((url) => <img key={url} src={url} alt="" className="h-10 w-auto max-w-16 rounded-chip bg-raised object-cover" />)}
  </span>
);

/** Of the first picture: from its photograph on. */
function Line({ outputId }: { outputId: string | null }) {
  const t = useTranslations();
  const { data: lineage } = useQuery({ ...lineageQuery(outputId ?? ""), enabled: outputId !== null });
  const line = lineage ? mainLine(lineage).reverse() : [];
  const first = line[0]?.through?.thumbUrl ?? null;
  const urls = [...(first === null ? [] : [first]), ...line.flatMap(({ frame: { thumbUrl } }) => thumbUrl ?? [])];
  return (
    <span className="flex min-h-10 flex-wrap items-center gap-1">
      {urls.length === 0 ? t("shares.what.lineage") : urls.slice(0, MOST_THUMBS).map((url, at) => (
        <span key={`${at} ${url}`} className="flex items-center gap-1">
          {at > 0 && <span aria-hidden>→</span>}
          <img src={url} alt="" className="h-10 w-auto max-w-16 rounded-chip bg-raised object-cover" />
        </span>
      ))}
    </span>
  );
}
