"use client";

import { use } from "react";
import { DevelopingPicture } from "@/components/sheet/developing-picture";
import { FrameActsContext, frameElementId, type SheetFrame } from "@/components/sheet/frame-acts";
import { frameAlt } from "@/components/sheet/frame-text";
import { FrameVerbs } from "@/components/sheet/frame-verbs";
import { onHandheld } from "@/components/sheet/handheld";
import { frameName } from "@/lib/generations/generation";

/** A picture that came, its name and its verbs. */
export function Frame({ frame, selected, eager }: { frame: SheetFrame; selected: boolean; eager: boolean }) {
  const { output, generation } = frame;
  const name = frameName(generation.take, output.index);
  return (
    <figure role="group" aria-label={`Frame ${name}`} data-frame={name} data-output={output.media === "image" ? output.id : undefined} className="group/frame @container/frame min-w-0">
      {output.media === "image" ? <PictureButton frame={frame} selected={selected} eager={eager} /> : <VideoFrame frame={frame} />}
      <figcaption className="facts flex h-6 items-center text-ink-2">
        <span className="overflow-hidden">{name}</span>
        <FrameVerbs frame={frame} />
      </figcaption>
    </figure>
  );
}

function PictureButton({ frame, selected, eager }: { frame: SheetFrame; selected: boolean; eager: boolean }) {
  const acts = use(FrameActsContext);
  const { output, generation } = frame;
  return (
    <button
      type="button"
      id={frameElementId(output.id)}
      aria-haspopup="dialog"
      className="relative block w-full cursor-zoom-in overflow-hidden rounded-frame bg-raised max-md:cursor-default"
      style={{ aspectRatio: `${generation.width} / ${generation.height}` }}
      // A key press opens everywhere; a first tap on a telephone selects, a second one opens.
      onClick={({ detail }) => (detail > 0 && onHandheld() && !selected ? acts.select(frame) : acts.open(frame))}
    >
      <DevelopingPicture frame={frame} eager={eager} />
      {selected && <Tick />}
    </button>
  );
}

function VideoFrame({ frame: { output, generation } }: { frame: SheetFrame }) {
  return (
    <video
      id={frameElementId(output.id)}
      controls
      muted
      playsInline
      preload="metadata"
      src={output.url}
      aria-label={frameAlt(generation, output.index)}
      className="block w-full rounded-frame bg-[#000] object-contain"
      style={{ aspectRatio: `${generation.width} / ${generation.height}` }}
    />
  );
}

function Tick() {
  return (
    <span className="absolute top-1.5 left-1.5 grid size-6 place-items-center rounded-full bg-plate text-plate-ink">
      <svg viewBox="0 0 16 16" className="size-3.5" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
        <path d="m3 8.5 3.2 3L13 4.5" />
      </svg>
      <span className="sr-only">Selected. </span>
    </span>
  );
}
