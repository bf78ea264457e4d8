"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "@/components/language/translations";
import { buttonClass } from "@/components/ui/button";

/** Keys that do one thing: each is one of them, or a combination told by "+" between them. */
export type KeyLine = { keys: readonly string[]; does: string };
export type KeyGroup = { title: string; lines: readonly KeyLine[] };

/** Every key and what it does, where it is asked for. Loaded when it is. */
export function KeysSheet({ groups, onClose }: { groups: readonly KeyGroup[]; onClose: () => void }) {
  const t = useTranslations();
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Dialog.Portal>
        {/* Over the lightbox too. */}
        <Dialog.Backdrop forceRender className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Popup
          data-name="Keys"
          // Asked for by a key, it goes by the same.
          onKeyDown={(event) => {
            if (event.key === "?") onClose();
            // What is below has keys of its own; Escape closes by the dialog's own means.
            if (event.key !== "Escape") event.stopPropagation();
          }}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[min(720px,calc(100vw-32px))] -translate-1/2 flex-col rounded-sheet border border-line-strong bg-sheet outline-none"
        >
          <div className="flex h-header shrink-0 items-center justify-between border-b border-line pr-2 pl-5">
            <Dialog.Title className="text-field font-medium">{t("ui.keys")}</Dialog.Title>
            <Dialog.Close className={buttonClass("quiet")} aria-label={t("ui.close")}>×</Dialog.Close>
          </div>
          <div tabIndex={0} role="group" aria-label={t("ui.keys")} className="gap-x-10 overflow-y-auto overscroll-contain px-5 pb-5 sm:columns-2">
            {groups.map(({ title, lines }) => (
              <section key={title} className="break-inside-avoid pt-4">
                <h3 className="mb-1 text-label font-medium">{title}</h3>
                <dl className="text-label">
                  {lines.map(({ keys, does }) => (
                    <div key={does} className="flex min-h-7 items-center justify-between gap-3">
                      <dt className="text-ink-2">{does}</dt>
                      <dd className="flex shrink-0 gap-1">{keys.map((key) => <kbd key={key} className="min-w-6 rounded-chip border border-line-strong px-1.5 text-center font-mono text-fact leading-5 text-ink">{key}</kbd>)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
