"use client";

import { MenuFrame, SessionVerbRows, type MenuFrameProps, type SessionVerbs } from "@/components/sessions/menu-frame";

export function CardMenu({ anchor, open, onClose, onClosed, ...verbs }: MenuFrameProps & SessionVerbs) {
  return (
    <MenuFrame anchor={anchor} open={open} onClose={onClose} onClosed={onClosed} align="end" className="w-60">
      <SessionVerbRows {...verbs} />
    </MenuFrame>
  );
}
