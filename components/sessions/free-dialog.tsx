"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type RefObject } from "react";
import { useTranslations } from "@/components/language/translations";
import { createFreeing } from "@/components/sessions/freeing";
import { Button } from "@/components/ui/button";
import { bytesText } from "@/lib/bytes-text";
import * as actions from "@/lib/records/actions";
import { recordKeys } from "@/lib/records/queries";
import type { FreeableByAge, FreeAgeDays } from "@/lib/records/storage-used";
import { sessionKeys } from "@/lib/sessions/queries";

type Props = { freeable: readonly FreeableByAge[]; anchor: RefObject<HTMLElement | null>; onClose: () => void };

/** Which unmarked frames go. The oldest that there are is offered first: it takes the least away. */
export function FreeDialog({ freeable, anchor, onClose }: Props) {
  const t = useTranslations();
  const free = useFreeing();
  const [chosen, setChosen] = useState<FreeAgeDays | null>(() => freeable.find(({ days, count }) => days > 0 && count > 0)?.days ?? null);
  const isAny = freeable.some(({ count }) => count > 0);
  const count = freeable.find(({ days }) => days === chosen)?.count ?? 0;
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Popup
          finalFocus={anchor}
          className="fixed top-1/2 left-1/2 z-50 w-[min(420px,calc(100vw-32px))] -translate-1/2 rounded-sheet border border-line-strong bg-sheet p-5"
        >
          <form
            className="flex flex-col gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              onClose();
              if (chosen !== null) void free(chosen);
            }}
          >
            <Dialog.Title className="text-field font-medium">{t("sessions.free.title")}</Dialog.Title>
            <Dialog.Description className="text-body text-ink-2">{t("sessions.free.text")}</Dialog.Description>
            {!isAny ? <p className="text-body">{t("sessions.free.none")}</p> : (
              <fieldset className="mt-1 flex flex-col">
                <legend className="sr-only">{t("sessions.free.age")}</legend>
                {freeable.map(({ days, count: frames, bytes }) => (
                  <label key={days} className="flex min-h-8 items-center gap-2.5 text-label has-disabled:text-ink-3 touch:min-h-11">
                    <input type="radio" name="age" checked={days === chosen} disabled={frames === 0} onChange={() => setChosen(days)} className="size-4 accent-ink" />
                    <span className="grow">{days === 0 ? t("sessions.free.ever") : t("sessions.free.days", { count: days })}</span>
                    <span className="facts text-ink-2">{frames === 0 ? t("sessions.free.nothing") : t("sessions.storage.frames", { count: frames, size: bytesText(bytes) })}</span>
                  </label>
                ))}
              </fieldset>
            )}
            <div className="mt-3 flex flex-wrap justify-end gap-2">
              <Button look="quiet" onClick={onClose}>{t("ui.cancel")}</Button>
              {isAny && <Button type="submit" look="plain" disabled={chosen === null} className="text-bad!">{t("sessions.free.delete", { count })}</Button>}
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useFreeing(): (days: FreeAgeDays) => Promise<void> {
  const queryClient = useQueryClient();
  const readAgain = () => {
    void queryClient.invalidateQueries({ queryKey: recordKeys.storage });
    void queryClient.invalidateQueries({ queryKey: sessionKeys.all });
  };
  return createFreeing({ actions, readAgain });
}
