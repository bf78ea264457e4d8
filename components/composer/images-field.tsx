"use client";

import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { FieldHead, Finding } from "@/components/composer/field-head";
import { useTranslations } from "@/components/language/translations";
import { placedCount } from "@/components/references/tile";
import { classes } from "@/components/ui/classes";
import { roomForImages } from "@/lib/models/image-budget";

/** One budget in cells: images from the left, references from the right. Cell n stands for n images. */
export function ImagesField({ finding }: { finding: string | undefined }) {
  const t = useTranslations();
  const composer = useComposer();
  const count = useComposerState((state) => state.settings.count);
  const references = useComposerState((state) => placedCount(state.tiles));
  const { counts, mostImagesInAll } = composer.model;
  const room = roomForImages(composer.model, references);

  return (
    <section className="flex flex-col gap-1.5">
      <FieldHead label={t("composer.images")} fact={t("composer.budget", { images: t("composer.image.count", { count }), references: t("composer.reference.count", { count: references }), most: mostImagesInAll })} />
      <Stepper count={count} room={room} onChoose={composer.chooseCount} />
      <div role="radiogroup" aria-label={t("composer.images")} data-name="Images" aria-describedby={finding ? "images-finding" : undefined} className="-mx-0.5 grid auto-cols-fr grid-flow-col">
        {counts.map((n) => {
          const reference = n > mostImagesInAll - references ? mostImagesInAll + 1 - n : null;
          return (
            <label key={n} className="group relative h-7.5 px-0.5">
              <input
                type="radio"
                name="images"
                aria-label={t("composer.image.count", { count: n })}
                data-name={n === 1 ? "1 image" : `${n} images`}
                checked={n === count}
                disabled={n > room}
                onChange={() => composer.chooseCount(n)}
                className="over-all"
              />
              <span aria-hidden className={cellClass(n, count, reference)}>
                <span className={classes(n !== count && reference === null && "opacity-0 group-hover:opacity-100 group-has-focus-visible:opacity-100")}>
                  {reference ?? n}
                </span>
              </span>
            </label>
          );
        })}
      </div>
      {finding && <Finding id="images-finding">{finding}</Finding>}
    </section>
  );
}

function cellClass(n: number, count: number, reference: number | null): string {
  return classes(
    "pointer-events-none flex h-full items-center justify-center rounded-chip border text-fact font-medium tabular-nums group-has-focus-visible:outline-2 group-has-focus-visible:outline-offset-1 group-has-focus-visible:outline-ink",
    n <= count && "border-pencil bg-pencil text-pencil-ink",
    n > count && reference === null && "border-line-strong text-ink-2 group-hover:border-ink",
    n > count && reference !== null && "hatched border-line text-ink-2",
  );
}

/** For thumbs: the cells are too narrow for them. */
function Stepper({ count, room, onChoose }: { count: number; room: number; onChoose: (count: number) => void }) {
  const t = useTranslations();
  const button = "h-11 w-14 rounded border border-line-strong text-title text-ink disabled:border-line disabled:text-ink-3";
  return (
    <div className="flex items-center justify-between gap-3 md:hidden">
      <button type="button" aria-label={t("composer.fewer")} disabled={count <= 1} onClick={() => onChoose(count - 1)} className={button}>−</button>
      <span className="text-title font-medium tabular-nums">{count}</span>
      <button type="button" aria-label={t("composer.more")} disabled={count >= room} onClick={() => onChoose(count + 1)} className={button}>+</button>
    </div>
  );
}
