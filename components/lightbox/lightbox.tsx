"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useState, type KeyboardEvent } from "react";
import { Filmstrip } from "@/components/lightbox/filmstrip";
import { FrameFacts } from "@/components/lightbox/frame-facts";
import { Key } from "@/components/lightbox/key";
import { Stage } from "@/components/lightbox/stage";
import { frameElementId, type SheetFrame } from "@/components/sheet/frame-acts";
import { SaveLink } from "@/components/sheet/save-link";
import { buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { frameName } from "@/lib/generations/generation";

type Props = {
  /** Every frame of the sheet, in its order. */
  frames: readonly SheetFrame[];
  shown: SheetFrame;
  onShow: (outputId: string) => void;
  onClose: () => void;
  onEdit: (frame: SheetFrame) => void;
};

/** One frame large, on black. */
export function Lightbox({ frames, shown, onShow, onClose, onEdit }: Props) {
  const [popup, setPopup] = useState<HTMLDivElement | null>(null);
  const at = frames.findIndex(({ output }) => output.id === shown.output.id);
  const neighbour = (step: 1 | -1) => frames[at + step];
  const go = (step: 1 | -1) => {
    const next = neighbour(step);
    if (next) onShow(next.output.id);
  };
  const canEdit = shown.output.media === "image";
  const edit = () => {
    if (!canEdit) return;
    onClose();
    onEdit(shown);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A player has its own use for arrows, and the browser for everything with a modifier.
    if (event.target instanceof HTMLVideoElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
    else if (event.key.toLowerCase() === "e") edit();
    else if (event.key.toLowerCase() === "d") popup?.querySelector<HTMLAnchorElement>("a[download]")?.click();
    else return;
    event.preventDefault();
  };
  const name = frameName(shown.generation.take, shown.output.index);

  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) onClose(); }}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={setPopup}
          aria-label={`Frame ${name} large`}
          initialFocus={() => popup}
          finalFocus={() => document.getElementById(frameElementId(shown.output.id)) ?? true}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-40 grid grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] bg-paper outline-none max-md:block max-md:overflow-y-auto md:grid-cols-[minmax(0,1fr)_300px]"
        >
          <TopBar name={name} shown={shown} onStep={go} hasPrevious={at > 0} hasNext={at < frames.length - 1} />
          <Stage key={shown.output.id} frame={shown} onStep={go} />
          <Filmstrip frames={frames} at={at} onShow={onShow} />
          <aside className="overflow-y-auto border-line bg-sheet p-4.5 md:col-start-2 md:row-span-2 md:row-start-2 md:border-l">
            <div className="flex flex-col gap-2">
              {canEdit && <button type="button" className={classes(buttonClass("primary"), "flex items-center justify-between")} onClick={edit}>Edit this <Key name="E" /></button>}
              <SaveLink frame={shown} className={classes(buttonClass("plain"), "flex items-center justify-between")}>Save <Key name="D" /></SaveLink>
            </div>
            <FrameFacts frame={shown} />
          </aside>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type TopBarProps = { name: string; shown: SheetFrame; onStep: (step: 1 | -1) => void; hasPrevious: boolean; hasNext: boolean };

function TopBar({ name, shown: { output, generation }, onStep, hasPrevious, hasNext }: TopBarProps) {
  const step = classes(buttonClass("quiet"), "aria-disabled:text-line-strong");
  return (
    <div className="grid h-header grid-cols-[1fr_auto_1fr] items-center border-b border-line px-3.5 max-md:sticky max-md:top-0 max-md:z-10 max-md:bg-paper md:col-span-2">
      <Dialog.Close className={classes(buttonClass("quiet"), "justify-self-start")}>← Back <Key name="Esc" /></Dialog.Close>
      <div className="flex items-center gap-1">
        <button type="button" aria-label="Previous frame" aria-disabled={!hasPrevious} className={step} onClick={() => onStep(-1)}>‹</button>
        <p className="facts text-ink-2">{name}<span className="max-md:sr-only"> · frame {output.index} of {Math.max(generation.count, output.index)}</span></p>
        <button type="button" aria-label="Next frame" aria-disabled={!hasNext} className={step} onClick={() => onStep(1)}>›</button>
      </div>
    </div>
  );
}
