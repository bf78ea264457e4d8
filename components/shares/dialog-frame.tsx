"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { ReactNode, RefObject } from "react";
import { useTranslations } from "@/components/language/translations";
import { buttonClass } from "@/components/ui/button";

type Props = { title: string; name: string; onClose: () => void; initialFocus?: RefObject<HTMLElement | null>; children: ReactNode };

/** A dialog with a head that stays, and a body that scrolls; on a telephone it takes the screen. */
export function DialogFrame({ title, name, onClose, initialFocus, children }: Props) {
  const t = useTranslations();
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop forceRender className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Popup
          data-name={name}
          initialFocus={initialFocus}
          // What is below has keys of its own; Escape closes by the dialog's own means.
          onKeyDown={(event) => { if (event.key !== "Escape") event.stopPropagation(); }}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[min(640px,calc(100vw-32px))] -translate-1/2 flex-col rounded-sheet border border-line-strong bg-sheet outline-none max-md:inset-0 max-md:max-h-none max-md:w-auto max-md:translate-none max-md:rounded-none max-md:border-0"
        >
          <div className="flex h-header shrink-0 items-center justify-between gap-3 border-b border-line pr-2 pl-5 max-md:pl-4">
            <Dialog.Title className="min-w-0 truncate text-field font-medium">{title}</Dialog.Title>
            <Dialog.Close className={buttonClass("quiet")} aria-label={t("ui.close")}>×</Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
