"use client";

import { useTranslations } from "@/components/language/translations";
import { formatUsd } from "@/lib/budget/money";
import { numberRanges } from "@/lib/shares/gallery";
import type { PublicMaking, PublicPicture, PublicSettings, PublicStep } from "@/lib/shares/public-share";

type Props = { making: PublicMaking; pictures: readonly PublicPicture[]; isOnly: boolean };

/** What of the making is shown: the way to the pictures, what they were made from, the words, the settings. */
export function ShareMaking({ making, pictures, isOnly }: Props) {
  const t = useTranslations();
  const { numbers, prompt, settings, references, line, priceMicroUsd } = making;
  const told = numberRanges(numbers);
  const first = pictures.find((picture) => picture.number === numbers[0]);
  const hasWay = line !== null && line.length > 0;
  // The only one stands at the end of the way already.
  const beside = references === null || (hasWay && references.length === 1) ? [] : references;
  const hasLeft = hasWay || beside.length > 0 || (prompt !== null && prompt !== "");
  return (
    <section data-name={`Making ${told}`} className="grid gap-x-12 gap-y-6 md:grid-cols-[minmax(0,1fr)_300px]">
      {hasLeft && (
        <div className="flex min-w-0 flex-col gap-4">
          <h2 className="text-label font-medium text-ink-2">{isOnly ? t("share.how") : t("share.howOf", { numbers: told })}</h2>
          {hasWay && <Way line={line} end={first} told={numbers.length === 1 ? t("share.picture", { number: told }) : t("share.result", { numbers: told })} />}
          {beside.length > 0 && (
            <div className="flex flex-col gap-2">
              <h3 className="text-hint text-ink-3">{t("share.madeFrom")}</h3>
              <ul className="flex flex-wrap gap-2">
                {beside.map(({ number, previews, width, height }) => (
                  <li key={number} className="flex flex-col gap-1">
                    <a href={previews.large} className="block">
                      <img src={previews.tiny} width={width} height={height} alt={t("share.reference", { number })} loading="lazy" decoding="async" className="h-18 w-auto max-w-40 rounded-frame bg-raised object-cover" />
                    </a>
                    <span className="facts text-ink-3">{t("share.reference", { number })}</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
          {prompt !== null && prompt !== "" && (
            <div className="flex flex-col gap-2">
              <h3 className="text-hint text-ink-3">{t("share.prompt")}</h3>
              <p lang="" className="max-w-160 whitespace-pre-line wrap-break-word">{prompt}</p>
            </div>
          )}
        </div>
      )}
      {(settings !== null || priceMicroUsd !== null) && <Settings settings={settings} priceMicroUsd={priceMicroUsd} heading={isOnly || hasLeft ? t("share.settings") : `${t("share.settings")}: ${told}`} />}
    </section>
  );
}

/** From the first photograph to the first of these pictures. */
function Way({ line, end, told }: { line: readonly PublicStep[]; end: PublicPicture | undefined; told: string }) {
  const t = useTranslations();
  const preview = end?.state === "delivered" ? end.previews : null;
  return (
    <ol className="flex flex-wrap items-center gap-2">
      {line.map((step, at) => (
        <li key={at} className="flex items-center gap-2">
          {step.kind === "unshown"
            ? <span className="flex h-14 w-20 items-center justify-center rounded-frame border border-line text-fact text-ink-3">{t("share.unshown")}</span>
            : <img src={step.url} width={step.width} height={step.height} alt={step.kind === "photograph" ? t("share.photograph") : t("share.earlier")} loading="lazy" decoding="async" className="h-14 w-auto max-w-32 rounded-frame bg-raised object-cover" />}
          <span aria-hidden className="text-ink-3">→</span>
        </li>
      ))}
      <li className="flex items-center gap-2">
        {preview !== null && end !== undefined && <img src={preview.tiny} width={end.width} height={end.height} alt="" loading="lazy" decoding="async" className="h-14 w-auto max-w-32 rounded-frame bg-raised object-cover" />}
        <span className="facts text-ink-2">{told}</span>
      </li>
    </ol>
  );
}

function Settings({ settings, priceMicroUsd, heading }: { settings: PublicSettings | null; priceMicroUsd: number | null; heading: string }) {
  const t = useTranslations();
  const rows: (readonly [string, string])[] = [
    ...(settings === null ? [] : [
      [t("share.model"), settings.model ?? t("share.demoEngine")],
      [t("share.count"), String(settings.count)],
      [t("share.size"), `${settings.ratio}, ${settings.width} × ${settings.height}`],
      [t("share.optimize"), t(`share.optimize.${settings.optimize}`)],
      ...(settings.seed === null ? [] : [[t("share.seed"), String(settings.seed)] as const]),
    ] as const),
    ...(priceMicroUsd === null ? [] : [[t("share.price"), formatUsd(priceMicroUsd)] as const]),
  ];
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-label font-medium text-ink-2">{heading}</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-hint text-ink-3">{name}</dt>
            <dd className="facts text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
