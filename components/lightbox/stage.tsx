"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useDrawn, type Drawn } from "@/components/lightbox/drawn-picture";
import { followGestures } from "@/components/lightbox/gestures";
import { usePane } from "@/components/lightbox/pane";
import type { Picture } from "@/components/lightbox/picture";
import { ShownPicture } from "@/components/lightbox/shown-picture";
import { surround, surroundClass } from "@/components/lightbox/surround";
import type { Zoom } from "@/components/lightbox/zoom-state";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";

export const stageClass = "group/stage relative min-h-0 min-w-0 overflow-hidden touch-pan-y data-pannable:cursor-grab data-pannable:touch-none data-pannable:active:cursor-grabbing";

/** As high as its grid gives it; on a telephone so that what is said of it shows below. */
const HEIGHT = "max-md:h-[54svh]";

type StageProps = { picture: Picture; zoom: Zoom; onStep: (step: 1 | -1) => void; onDrawn: (drawn: Drawn) => void; className?: string };

/** One picture, as near as one likes. */
export function Stage({ picture, zoom, onStep, onDrawn, className = HEIGHT }: StageProps) {
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const shade = useStore(surround, (now) => now);
  const drawn = useDrawn(picture);
  usePane(stage, drawn.picture.size, zoom, true);
  const step = useEffectEvent(onStep);
  useEffect(() => (stage ? followGestures(stage, zoom, (by) => step(by)) : undefined), [stage, zoom]);
  useEffect(() => onDrawn(drawn), [onDrawn, drawn]);
  return (
    <div ref={setStage} data-stage data-surround={shade} className={classes(stageClass, surroundClass[shade], className)}>
      <ShownPicture drawn={drawn} />
    </div>
  );
}

export function VideoStage({ url, alt, className = HEIGHT }: { url: string; alt: string; className?: string }) {
  const shade = useStore(surround, (now) => now);
  return (
    <div data-stage className={classes("relative min-h-0", surroundClass[shade], className)}>
      <video key={url} controls muted playsInline preload="metadata" src={url} aria-label={alt} className="absolute inset-0 size-full object-contain p-[min(3vw,32px)]" />
    </div>
  );
}
