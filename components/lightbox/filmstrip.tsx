"use client";

import { useEffect, useRef } from "react";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { classes } from "@/components/ui/classes";
import { frameName } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";

/** The frames around the one that is shown, take by take. */
export function Filmstrip({ frames, at, onShow }: { frames: readonly SheetFrame[]; at: number; onShow: (outputId: string) => void }) {
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = strip.current;
    const current = node?.querySelector<HTMLElement>("[aria-current]");
    if (node && current) node.scrollLeft = current.offsetLeft - (node.clientWidth - current.clientWidth) / 2;
  }, [at]);

  const from = Math.max(0, at - limits.filmstripReach);
  const near = frames.slice(from, at + limits.filmstripReach + 1);
  return (
    <div ref={strip} role="group" aria-label="Filmstrip" className="relative flex gap-1.5 overflow-x-auto border-t border-line px-[22px] pt-2.5 pb-2">
      {near.map((frame, nth) => {
        const before = near[nth - 1];
        const newTake = before !== undefined && before.generation.id !== frame.generation.id;
        return <Thumb key={frame.output.id} frame={frame} current={from + nth === at} newTake={newTake} onShow={onShow} />;
      })}
    </div>
  );
}

function Thumb({ frame: { output, generation }, current, newTake, onShow }: { frame: SheetFrame; current: boolean; newTake: boolean; onShow: (outputId: string) => void }) {
  const name = frameName(generation.take, output.index);
  return (
    <div className={classes("shrink-0", newTake && "ml-1.5 border-l border-line pl-3")}>
      <button type="button" aria-label={`Show frame ${name}`} aria-current={current ? "true" : undefined} className="group/thumb block" onClick={() => onShow(output.id)}>
        <span
          className="grid h-14 place-items-center overflow-hidden rounded-frame bg-raised text-hint text-ink-3 outline-2 outline-offset-1 outline-transparent group-aria-[current]/thumb:outline-ink"
          style={{ aspectRatio: `${generation.width} / ${generation.height}` }}
        >
          {output.thumbs ? <img loading="lazy" decoding="async" src={output.thumbs.small} alt="" className="size-full object-contain" /> : "video"}
        </span>
        <span className="facts mt-1 block text-center text-ink-2 group-aria-[current]/thumb:text-ink">{name}</span>
      </button>
    </div>
  );
}
