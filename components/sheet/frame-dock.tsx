"use client";

import { use, useEffect } from "react";
import { FrameActsContext, type SheetFrame } from "@/components/sheet/frame-acts";
import { SaveLink } from "@/components/sheet/save-link";
import { frameName } from "@/lib/generations/generation";

const verb = "inline-flex h-11 min-w-11 items-center justify-center rounded px-2 text-label text-ink hover:bg-raised";

/** The selected frame's verbs on a telephone, where the Generate bar was; a tap elsewhere gives it back. */
export function FrameDock({ frame, onDeselect }: { frame: SheetFrame; onDeselect: () => void }) {
  const acts = use(FrameActsContext);
  useEffect(() => {
    const elsewhere = ({ target }: MouseEvent) => {
      if (target instanceof Element && !target.closest("[data-frame], [data-dock]")) onDeselect();
    };
    const escape = ({ key }: KeyboardEvent) => {
      if (key === "Escape") onDeselect();
    };
    document.addEventListener("click", elsewhere);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("click", elsewhere);
      document.removeEventListener("keydown", escape);
    };
  }, [onDeselect]);

  const name = frameName(frame.generation.take, frame.output.index);
  return (
    <div
      data-dock
      role="toolbar"
      aria-label={`Frame ${name} selected`}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line-strong bg-sheet pb-[env(safe-area-inset-bottom)]"
    >
      <div className="flex h-14 items-center gap-1 px-3.5">
        <span className="facts mr-auto text-ink-2">{name}</span>
        <button type="button" className={verb} onClick={() => acts.open(frame)}>Open</button>
        <button
          type="button"
          className={verb}
          onClick={() => {
            onDeselect();
            acts.edit(frame);
          }}
        >
          Edit this
        </button>
        <SaveLink frame={frame} className={verb}>Save</SaveLink>
        <button type="button" aria-label="Deselect" className={verb} onClick={onDeselect}>×</button>
      </div>
    </div>
  );
}
