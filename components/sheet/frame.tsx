"use client";

import { use, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { PickCaption, PickSign } from "@/components/shares/pick-sign";
import { useIsSelected, useIsStop } from "@/components/sheet/desk";
import { DevelopingPicture } from "@/components/sheet/developing-picture";
import { FrameActsContext, frameElementId, type SheetFrame } from "@/components/sheet/frame-acts";
import { frameAlt } from "@/components/sheet/frame-text";
import { FrameVerbs } from "@/components/sheet/frame-verbs";
import { LongSheetContext } from "@/components/sheet/long-sheet";
import { MarkSign } from "@/components/sheet/mark-sign";
import { useDrawnInFull } from "@/components/sheet/scroll-pace";
import { frameName } from "@/lib/generations/generation";

type Props = { frame: SheetFrame; eager: boolean; develops: boolean };

/** A picture that came, its name and its verbs. */
export function Frame({ frame, ...how }: Props) {
  const t = useTranslations();
  const { output, generation } = frame;
  const name = frameName(generation.take, output.index);
  const isStop = useIsStop(frameElementId(output.id));
  const isLong = use(LongSheetContext);
  const [isNear, setNear] = useState(false);
  const isFull = useDrawnInFull();
  return (
    <figure
      role="group"
      aria-label={t("sheet.frame", { frame: name })}
      data-name={`Frame ${name}`}
      data-frame={name}
      data-output-id={output.id}
      data-output={output.media === "image" ? output.id : undefined}
      className="group/frame @container/frame min-w-0 scroll-mt-20 scroll-mb-16 max-md:scroll-mb-48"
      onPointerEnter={isLong ? () => setNear(true) : undefined}
    >
      {output.media === "image" ? <PictureButton frame={frame} isStop={isStop} isFull={isFull} {...how} /> : <VideoFrame frame={frame} isStop={isStop} />}
      <div data-caption className="facts relative flex h-6 items-center text-ink-2">
        {isFull && <span className="overflow-hidden">{name}</span>}
        {isFull && <PickCaption outputId={output.id} />}
        {isFull && (!isLong || isNear || isStop) && <FrameVerbs frame={frame} isStop={isStop} />}
      </div>
    </figure>
  );
}

function PictureButton({ frame, isStop, isFull, ...how }: Props & { isStop: boolean; isFull: boolean }) {
  const acts = use(FrameActsContext);
  const { output, generation } = frame;
  return (
    <button
      type="button"
      id={frameElementId(output.id)}
      tabIndex={isStop ? 0 : -1}
      aria-haspopup="dialog"
      aria-keyshortcuts="Enter E C D P S R X Delete"
      // Its ring lies over the caption, where the verbs have a ground of their own.
      className="relative block w-full cursor-zoom-in overflow-hidden rounded-frame bg-raised focus-visible:z-1 max-md:cursor-default"
      style={{ aspectRatio: `${generation.width} / ${generation.height}` }}
      onClick={() => acts.open(frame)}
    >
      {isFull && <DevelopingPicture frame={frame} {...how} />}
      {isFull && output.markedAt !== null && <MarkSign />}
      {isFull && <PickSign outputId={output.id} isMarked={output.markedAt !== null} />}
      {isFull && <Tick outputId={output.id} />}
    </button>
  );
}

function VideoFrame({ frame: { output, generation }, isStop }: { frame: SheetFrame; isStop: boolean }) {
  const t = useTranslations();
  return (
    <div className="relative">
      <video
        id={frameElementId(output.id)}
        tabIndex={isStop ? 0 : -1}
        controls
        muted
        playsInline
        preload="metadata"
        src={output.url}
        aria-label={frameAlt(t, generation, output.index)}
        className="relative block w-full rounded-frame bg-[#000] object-contain focus-visible:z-1"
        style={{ aspectRatio: `${generation.width} / ${generation.height}` }}
      />
      <span className="pointer-events-none absolute inset-0 z-1">
        {output.markedAt !== null && <MarkSign />}
        <PickSign outputId={output.id} isMarked={output.markedAt !== null} />
        <Tick outputId={output.id} />
      </span>
    </div>
  );
}

function Tick({ outputId }: { outputId: string }) {
  const t = useTranslations();
  return useIsSelected(outputId) && (
    <span data-sign="selected" className="absolute top-1.5 left-1.5 grid size-6 place-items-center rounded-full bg-plate text-plate-ink">
      <svg viewBox="0 0 16 16" className="size-3.5" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
        <path d="m3 8.5 3.2 3L13 4.5" />
      </svg>
      <span className="sr-only">{t("sheet.isSelected")}</span>
    </span>
  );
}
