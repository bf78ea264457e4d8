"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";

export type PopoverProps = {
  /** The button that opens it; it stays an ordinary button, so that the library loads on its first click only. */
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
};

export function Popover({ anchor, open, onOpenChange, title, children }: PopoverProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, { event }) => {
        /** A press on the anchor is the anchor's own business: else it would close here and open there. */
        const onAnchor = event.target instanceof Node && anchor.current?.contains(event.target) === true;
        if (!onAnchor) onOpenChange(next);
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={6} align="end" collisionPadding={12} className="z-40">
          <Base.Popup finalFocus={anchor} className="flex w-72 flex-col gap-2 rounded-sheet border border-line-strong bg-sheet p-4 text-label shadow-[0_4px_16px_rgb(0_0_0/0.2)]">
            <Base.Title className="text-label font-medium">{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
