"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useRef, useState } from "react";
import * as z from "zod/mini";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { useTranslations } from "@/components/language/translations";
import { FitPreview } from "@/components/references/fit-preview";
import { fitAlong, fitResult, isWide, wayOf } from "@/components/references/fit-text";
import { numberOf } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import { ratioText } from "@/components/references/ratio-text";
import { limitsOf } from "@/lib/models/image-rules";
import type { Size } from "@/lib/references/fit-size";
import { ratioFitSchema, type RatioFit } from "@/lib/references/source";

const WAYS: readonly RatioFit[] = [{ kind: "crop", position: 0.5 }, { kind: "pad", fill: "edge" }, { kind: "pad", fill: "blur" }];
/** What was chosen last, and for which direction. */
const keptFitSchema = z.object({ fit: ratioFitSchema, isWide: z.boolean() });
const USUAL: RatioFit = { kind: "crop", position: 0.5 };

function keptFor(found: unknown, picture: Size | undefined): RatioFit | null {
  const kept = keptFitSchema.safeParse(found).data;
  return kept && picture ? fitAlong(kept.fit, kept.isWide === isWide(picture)) : null;
}

/** How a picture that is too long and narrow is made to fit. What was chosen last is offered first. */
export function FitDialog({ id }: { id: string }) {
  const t = useTranslations();
  const composer = useComposer();
  const tile = useComposerState(({ tiles }) => tiles.find((tile) => tile.id === id));
  const number = useComposerState(({ tiles }) => numberOf(tiles, id));
  const others = useComposerState(({ tiles }) => tiles.filter(({ state, id: other }) => state === "needs_fit" && other !== id).length);
  const stood = composer.originalOf(id)?.now;
  const unfitted = tile?.state === "needs_fit" ? tile.unfitted : (stood?.unfitted ?? undefined);
  const [fit, setFit] = useState(() => stood?.way.fit ?? keptFor(composer.keptFit.read(), unfitted) ?? USUAL);
  const [isForAll, setForAll] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  if (!tile || !unfitted) return null;

  const bounds = limitsOf(composer.model.referenceRules);
  const { width, height } = fitResult(unfitted, bounds, fit);
  const isAnotherWay = tile.state === "stored";
  const putOff = () => composer.withAdditions((all) => all.putOffFit());

  return (
    <Dialog.Root open onOpenChange={(open) => !open && putOff()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Popup
          initialFocus={first}
          className="fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-16px)] w-[min(560px,calc(100vw-16px))] -translate-1/2 overflow-y-auto rounded-sheet border border-line-strong bg-sheet p-5 max-md:p-4"
        >
          <form
            className="flex flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              composer.keptFit.write({ fit, isWide: isWide(unfitted) });
              composer.withAdditions((all) => all.answerFit(fit, isForAll));
            }}
          >
            <Dialog.Title className="text-field font-medium">{number === null ? t("references.fit.title", { name: tile.name }) : t("references.fit.image", { number })}</Dialog.Title>
            <Dialog.Description className="text-body wrap-anywhere text-ink-2">
              {t("references.fit.text", { name: tile.name, width: unfitted.width, height: unfitted.height, ratio: ratioText(t, bounds) })}
            </Dialog.Description>
            <FitPreview picture={unfitted} bounds={bounds} fit={fit} onPosition={(position) => setFit({ kind: "crop", position })} />
            <div role="radiogroup" aria-label={t("references.fit.ways")} className="grid grid-cols-3 gap-1">
              {WAYS.map((way) => {
                const isChosen = wayOf(way) === wayOf(fit);
                return (
                  <label key={wayOf(way)} className="choice ring-within relative flex min-h-8.5 items-center justify-center px-1 text-center text-label has-checked:font-medium touch:min-h-11">
                    <input ref={isChosen ? first : undefined} type="radio" name="fit" checked={isChosen} onChange={() => setFit(way)} className="over-all" />
                    <span className="pointer-events-none">{t(`references.fit.${wayOf(way)}`)}</span>
                  </label>
                );
              })}
            </div>
            {others > 0 && (
              <label className="flex min-h-6 items-center gap-2 text-label touch:min-h-11">
                <input type="checkbox" checked={isForAll} onChange={({ currentTarget }) => setForAll(currentTarget.checked)} className="size-4 accent-ink" />
                {t("references.fit.others", { count: others })}
              </label>
            )}
            <div className="mt-1 flex flex-wrap items-center justify-end gap-2">
              <p className="facts grow text-ink-3">{t("references.fit.becomes", { width, height })}</p>
              <Button look="quiet" onClick={putOff}>{t(isAnotherWay ? "ui.cancel" : "references.fit.later")}</Button>
              <Button look="primary" type="submit">{t("references.fit.use")}</Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
