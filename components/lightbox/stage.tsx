"use client";

import { useState } from "react";
import { useSwipe } from "@/components/lightbox/swipe";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { frameAlt } from "@/components/sheet/frame-text";

/** The picture on black; the thumbnail that is already here stands in until the original has come. */
export function Stage({ frame: { output, generation }, onStep }: { frame: SheetFrame; onStep: (step: 1 | -1) => void }) {
  const swipe = useSwipe(onStep);
  const [come, setCome] = useState(false);
  const alt = frameAlt(generation, output.index);
  return (
    <div {...swipe} className="relative min-h-0 touch-pan-y touch-pinch-zoom bg-[#000] max-md:h-[54svh]">
      {output.media === "video" ? (
        <video key={output.id} controls muted playsInline preload="metadata" src={output.url} aria-label={alt} className="absolute inset-0 size-full object-contain p-[min(3vw,32px)]" />
      ) : (
        <>
          {!come && output.thumbs && <img src={output.thumbs.large} alt="" className="absolute inset-0 size-full object-contain p-[min(3vw,32px)]" />}
          <img src={output.url} alt={alt} onLoad={() => setCome(true)} className="absolute inset-0 size-full object-contain p-[min(3vw,32px)]" />
        </>
      )}
    </div>
  );
}
