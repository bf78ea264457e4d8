"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useRef } from "react";
import { useTranslations } from "@/components/language/translations";
import { Button } from "@/components/ui/button";

export type Choice = { label: string; run: () => void };

/**
 * A question with one answer or more. Several are equal in weight, and the first, which is to be the one that takes
 * nothing away, has the focus; a single one is not given by a stray key. Loaded when the first is asked.
 */
export function ChoiceDialog({ title, text, choices, onDismiss }: { title: string; text: string; choices: readonly Choice[]; onDismiss: () => void }) {
  const t = useTranslations();
  const first = useRef<HTMLButtonElement>(null);
  const isSingle = choices.length === 1;
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onDismiss()}>
      <AlertDialog.Portal>
        {/* Over the lightbox too. */}
        <AlertDialog.Backdrop forceRender className="fixed inset-0 z-50 bg-scrim" />
        <AlertDialog.Popup initialFocus={isSingle ? true : first} className="fixed top-1/2 left-1/2 z-50 flex w-[min(420px,calc(100vw-32px))] -translate-1/2 flex-col gap-2 rounded-sheet border border-line-strong bg-sheet p-5">
          <AlertDialog.Title className="text-field font-medium">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-body text-ink-2">{text}</AlertDialog.Description>
          <div className="mt-3 flex flex-wrap justify-end gap-2">
            <Button look="quiet" onClick={onDismiss}>{t("ui.cancel")}</Button>
            {choices.map(({ label, run }, at) => (
              <Button key={label} ref={at === 0 ? first : undefined} look={isSingle ? "primary" : "plain"} onClick={run}>{label}</Button>
            ))}
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
