"use client";

import { Menu } from "@base-ui/react/menu";
import { useId, type ReactNode, type RefObject } from "react";
import { useTranslations } from "@/components/language/translations";
import { classes } from "@/components/ui/classes";

export const menuRow = "flex min-h-8 shrink-0 cursor-default items-center gap-3 rounded px-2.5 text-label text-ink outline-none data-highlighted:bg-raised touch:min-h-11";

export type MenuFrameProps = {
  /** The button that opens it; it stays an ordinary button, so that the library loads on its first use only. */
  anchor: RefObject<HTMLButtonElement | null>;
  open: boolean;
  onClose: () => void;
  /** It has gone, and focus is where it was before. */
  onClosed: () => void;
};

export function MenuFrame({ anchor, open, onClose, onClosed, align, className, children }: MenuFrameProps & { align: "start" | "end"; className: string; children: ReactNode }) {
  return (
    <Menu.Root
      open={open}
      modal={false}
      onOpenChangeComplete={(isOpen) => {
        /** Focus is given back once the menu has left the page: a field that comes before would lose it again. */
        if (!isOpen) requestAnimationFrame(onClosed);
      }}
      onOpenChange={(next, { event }) => {
        /** A press on the anchor is the anchor's own business: else it would close here and open there. */
        const onAnchor = event.target instanceof Node && anchor.current?.contains(event.target) === true && event.type !== "keydown";
        if (!next && !onAnchor) onClose();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} align={align} sideOffset={6} collisionPadding={8} className="z-40">
          <Menu.Popup
            finalFocus={anchor}
            className={classes("flex max-h-(--available-height) flex-col overflow-y-auto rounded-sheet border border-line-strong bg-sheet p-1 shadow-[0_4px_16px_rgb(0_0_0/0.2)]", className)}
          >
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

export type SessionVerbs = { onRename: () => void; onDuplicate: () => void; onExport: () => void; onDelete: () => void };

/** The same four, in one order, wherever a session has a menu. */
export function SessionVerbRows({ onRename, onDuplicate, onExport, onDelete }: SessionVerbs) {
  const t = useTranslations();
  return (
    <>
      <Menu.Item className={menuRow} onClick={onRename}>{t("sessions.rename")}</Menu.Item>
      <HintedRow name={t("sessions.duplicate")} hint={t("sessions.duplicate.hint")} onClick={onDuplicate} />
      <HintedRow name={t("archives.export")} hint={t("archives.export.hint")} onClick={onExport} />
      <Menu.Item className={menuRow} onClick={onDelete}>{t("sessions.delete")}</Menu.Item>
    </>
  );
}

function HintedRow({ name, hint, onClick }: { name: string; hint: string; onClick: () => void }) {
  const hintId = useId();
  return (
    <Menu.Item className={classes(menuRow, "py-1")} label={name} aria-label={name} aria-describedby={hintId} onClick={onClick}>
      {/* What it means is drawn by the style: it describes the item, and is no part of its name. */}
      <span className="flex flex-col after:text-hint after:text-ink-3 after:content-[attr(data-hint)]" data-hint={hint}>
        {name}
        <span id={hintId} hidden>{hint}</span>
      </span>
    </Menu.Item>
  );
}
