"use client";

import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { sampleOrder } from "@/components/composer/sample-text";
import { useTranslations } from "@/components/language/translations";

/** For an empty sheet: one click loads a photograph, a prompt and a count, ready to run. */
export function SamplePicker() {
  const t = useTranslations();
  const composer = useComposer();
  const isMaking = useComposerState(({ tiles }) => tiles.some(({ state }) => state === "making"));
  return (
    <div className="mx-auto flex max-w-205 flex-col gap-1 pt-[12dvh] max-md:pt-6">
      <h2 className="text-title font-medium">{t("composer.samples")}</h2>
      <p className="mb-5 text-ink-2">{t("composer.samples.text")}</p>
      <ul className="grid w-full grid-cols-3 gap-3 max-md:gap-frame-gap">
        {sampleOrder.map((sample) => {
          const title = t(`composer.sample.${sample}`);
          return (
            <li key={sample}>
              <button
                type="button"
                disabled={isMaking}
                aria-label={`${t("composer.samples.try", { title })} ${t(`composer.sample.${sample}.prompt`)}`}
                onClick={() => composer.loadSample(sample)}
                className="group flex w-full flex-col gap-1 rounded-frame text-left"
              >
                <img src={`/samples/${sample}-640.webp`} alt={t(`composer.sample.${sample}.alt`)} decoding="async" className="mb-1 aspect-3/2 w-full rounded-frame object-cover object-[50%_20%]" />
                <span className="text-label font-medium group-hover:underline group-hover:underline-offset-4">{title}</span>{" "}
                <span className="text-hint text-ink-3 max-md:hidden">{t(`composer.sample.${sample}.prompt`)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
