"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useRef } from "react";
import { useTranslations } from "@/components/language/translations";
import { Button } from "@/components/ui/button";
import type { RecipeTake } from "@/lib/generations/recipe";

type Props = { title: string; takes: readonly RecipeTake[]; onChoose: (take: RecipeTake) => void; onDismiss: () => void };

/** Rows that are drawn: a zip may hold every take of a long session. */
const MOST_ROWS = 500;

/** Which take of a zip is loaded, newest first. */
export function RecipeDialog({ title, takes, onChoose, onDismiss }: Props) {
  const t = useTranslations();
  const first = useRef<HTMLButtonElement>(null);
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) onDismiss(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Popup initialFocus={first} className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[min(520px,calc(100vw-32px))] -translate-1/2 flex-col gap-2 rounded-sheet border border-line-strong bg-sheet p-5">
          <Dialog.Title className="text-field font-medium wrap-anywhere">{t("composer.recipe.which", { title })}</Dialog.Title>
          <Dialog.Description className="text-body text-ink-2">{t("composer.recipe.what")}</Dialog.Description>
          <ul className="-mx-2 flex min-h-0 flex-col overflow-y-auto overscroll-contain">
            {takes.slice(0, MOST_ROWS).map((take, at) => (
              <li key={`${take.take} ${take.madeAt}`}>
                <button
                  ref={at === 0 ? first : undefined}
                  type="button"
                  onClick={() => onChoose(take)}
                  className="flex w-full items-baseline gap-3 rounded px-2 py-2 text-left text-label hover:bg-raised touch:min-h-11"
                >
                  <span className="facts w-6 shrink-0 text-ink-2">{take.take}</span>
                  <span lang="" className="line-clamp-2 min-w-0 grow wrap-anywhere">{take.prompt}</span>
                  <span className="facts shrink-0 text-ink-3">{t("composer.recipe.frames", { count: take.frames.length })}</span>
                </button>
              </li>
            ))}
          </ul>
          <div className="mt-2 flex justify-end"><Button look="quiet" onClick={onDismiss}>{t("ui.cancel")}</Button></div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
