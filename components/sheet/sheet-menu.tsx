"use client";

import { Menu } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { useDesk } from "@/components/sheet/desk";
import { focusStop, isFocusLost } from "@/components/sheet/kept-stop";

export type SheetMenuProps = {
  /** The button that opens it; it stays an ordinary button, so that the library loads on its first use only. */
  anchor: HTMLButtonElement | null;
  open: boolean;
  onClose: () => void;
};

export function SheetMenu({ anchor, open, onClose, children }: SheetMenuProps & { children: ReactNode }) {
  const desk = useDesk();
  return (
    <Menu.Root
      open={open}
      modal={false}
      onOpenChange={(next, { event }) => {
        /** A press on the anchor is the anchor's own business: else it would close here and open there. */
        const onAnchor = event.target instanceof Node && anchor?.contains(event.target) === true && event.type !== "keydown";
        if (!next && !onAnchor) onClose();
      }}
      onOpenChangeComplete={(isOpen) => {
        /** What was chosen may have taken the menu's own frame away. */
        if (!isOpen) requestAnimationFrame(() => { if (isFocusLost()) focusStop(desk.stop.get()); });
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} align="end" sideOffset={4} collisionPadding={8} className="z-30">
          <Menu.Popup finalFocus={{ current: anchor }} className="flex max-h-(--available-height) min-w-52 flex-col overflow-y-auto rounded-sheet border border-line-strong bg-sheet p-1 shadow-[0_4px_16px_rgb(0_0_0/0.2)]">
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const row = "flex min-h-8 shrink-0 cursor-default items-center justify-between gap-6 rounded px-2.5 text-label whitespace-nowrap text-ink outline-none data-disabled:text-ink-3 data-highlighted:bg-raised touch:min-h-11";

type RowProps = { label: string; name?: string; fact?: string | null; keyName?: string; disabled?: boolean; onPress: () => void };

/** `fact`: what it would cost. */
export function MenuRow({ label, name, fact = null, keyName, disabled = false, onPress }: RowProps) {
  return (
    <Menu.Item className={row} data-name={name} label={label} disabled={disabled} onClick={onPress}>
      {label}
      {fact !== null && <span className="text-ink-2 tabular-nums">{fact}</span>}
      {keyName !== undefined && <kbd aria-hidden className="font-mono text-fact text-ink-3 touch:hidden">{keyName}</kbd>}
    </Menu.Item>
  );
}

export const MenuLine = () => <Menu.Separator className="mx-2.5 my-1 h-px shrink-0 bg-line" />;
