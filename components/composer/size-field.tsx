"use client";

import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { FieldHead, Finding } from "@/components/composer/field-head";
import { useTranslations } from "@/components/language/translations";

const SHAPE_AREA = 330;
const WIDEST_PX = 30;
const TALLEST_PX = 23;

/** Shapes of about the same area, so that none looks like the better choice. */
function shapeOf({ width, height }: { width: number; height: number }) {
  const ratio = width / height;
  const shapeWidth = Math.min(WIDEST_PX, TALLEST_PX * ratio, Math.sqrt(SHAPE_AREA * ratio));
  return { width: Math.round(shapeWidth), height: Math.round(shapeWidth / ratio) };
}

export function SizeField({ finding }: { finding: string | undefined }) {
  const t = useTranslations();
  const composer = useComposer();
  const chosen = useComposerState((state) => state.settings.size);
  const size = composer.model.sizes.find(({ value }) => value === chosen);

  return (
    <section className="flex flex-col gap-1.5">
      <FieldHead label={t("composer.size")} fact={size ? `${size.width} × ${size.height}` : undefined} />
      <div role="radiogroup" aria-label={t("composer.size")} data-name="Size" className="-mx-0.5 grid auto-cols-fr grid-flow-col gap-y-1 max-[380px]:grid-flow-row max-[380px]:grid-cols-4">
        {composer.model.sizes.map((option) => (
          /** The input lies over the gaps as well: eight targets in a phone's width have none to spare. */
          <label key={option.value} className="relative h-13.5 px-0.5">
            <span className="choice ring-within flex h-full flex-col items-center justify-end gap-1 pb-1">
              <input
                type="radio"
                name="size"
                aria-label={option.ratio}
                data-name={option.ratio}
                checked={option.value === chosen}
                onChange={() => composer.set({ size: option.value })}
                className="over-all"
              />
              <span className="flex grow items-end pt-1">
                <span aria-hidden className="block rounded-[2px] border-[1.5px] border-current" style={shapeOf(option)} />
              </span>
              <span aria-hidden className="font-mono text-fact leading-4 tabular-nums">{option.ratio}</span>
            </span>
          </label>
        ))}
      </div>
      {finding && <Finding>{finding}</Finding>}
    </section>
  );
}
