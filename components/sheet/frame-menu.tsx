"use client";

import { Menu } from "@base-ui/react/menu";
import { use } from "react";
import { FrameActsContext, type SheetFrame } from "@/components/sheet/frame-acts";
import { saveName } from "@/components/sheet/frame-text";

const row = "flex h-8 cursor-default items-center rounded px-3 text-label text-ink outline-none data-highlighted:bg-raised";

export function FrameMenu({ frame, anchor, open, onClose }: { frame: SheetFrame; anchor: HTMLButtonElement | null; open: boolean; onClose: () => void }) {
  const acts = use(FrameActsContext);
  return (
    <Menu.Root open={open} modal={false} onOpenChange={(next) => { if (!next) onClose(); }}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} align="end" sideOffset={4} className="z-30">
          <Menu.Popup finalFocus={{ current: anchor }} className="min-w-28 rounded border border-line-strong bg-sheet p-1 shadow-[0_4px_16px_rgb(0_0_0/0.2)]">
            <Menu.Item className={row} onClick={() => acts.open(frame)}>Open</Menu.Item>
            <Menu.Item className={row} render={<a href={frame.output.url} download={saveName(frame.generation, frame.output)} />}>Save</Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
