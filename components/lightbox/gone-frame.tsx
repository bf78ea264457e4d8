"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "@/components/language/translations";
import { buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";

/** An address may outlive its frame; one of long ago is first looked for. */
export function GoneFrame({ name, searching, onClose }: { name: string; searching: boolean; onClose: () => void }) {
  const t = useTranslations();
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-40 flex w-[min(420px,calc(100vw-32px))] -translate-1/2 flex-col gap-2 rounded-sheet border border-line-strong bg-sheet p-5">
          <Dialog.Title className="text-field font-medium">{t(searching ? "lightbox.searching" : "lightbox.gone", { frame: name })}</Dialog.Title>
          <Dialog.Description className="text-body text-ink-2">{t(searching ? "lightbox.searchingWhere" : "lightbox.goneWhy")}</Dialog.Description>
          <Dialog.Close className={classes(buttonClass("primary"), "mt-3 self-end")}>{t("lightbox.toSheet")}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
