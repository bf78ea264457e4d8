"use client";

import { useRef } from "react";
import { useTranslations } from "@/components/language/translations";

const SWIPE_PX = 24;

/** Opens and folds the phone's composer, by tap, key or swipe. */
export function SheetHandle({ open, onOpen, onFold }: { open: boolean; onOpen: () => void; onFold: () => void }) {
  const t = useTranslations();
  const pressedAt = useRef<number | null>(null);
  /** A swipe ends in a click too, which must not undo it. */
  const swiped = useRef(false);
  return (
    <button
      type="button"
      aria-label={t(open ? "composer.fold" : "composer.open")}
      aria-expanded={open}
      onClick={() => {
        if (!swiped.current) (open ? onFold : onOpen)();
        swiped.current = false;
      }}
      onPointerDown={({ clientY }) => {
        pressedAt.current = clientY;
      }}
      onPointerUp={({ clientY }) => {
        const moved = clientY - (pressedAt.current ?? clientY);
        pressedAt.current = null;
        swiped.current = Math.abs(moved) > SWIPE_PX;
        if (moved < -SWIPE_PX) onOpen();
        if (moved > SWIPE_PX) onFold();
      }}
      className="relative flex h-4 shrink-0 touch-none items-center justify-center after:absolute after:inset-x-[30%] after:-top-6 after:h-11 max-md:in-data-[open=true]:h-7 md:hidden"
    >
      <span className="h-1 w-9 rounded-full bg-line-strong" />
    </button>
  );
}
