import type { MouseEvent } from "react";
import { frameAlt } from "@/components/sheet/frame-text";
import { TakeState } from "@/components/sheet/take-state";
import { frameName, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";

const PICTURES = 5;

/** An older take as a row of 72 px; the whole row opens it. */
export function FoldedTake({ generation, onUnfold }: { generation: Generation; onUnfold: (event: MouseEvent<HTMLButtonElement>) => void }) {
  const pictures = deliveredOf(generation).filter(({ thumbs }) => thumbs !== null);
  return (
    <div className="relative flex h-18 items-center gap-4 border-t border-line hover:bg-raised">
      <span className="facts w-[18px] shrink-0 text-ink-2">{generation.take}</span>
      {/* What does not fit wraps out of sight, so that prompts begin at one edge. */}
      <span className="flex h-12 w-[264px] shrink-0 flex-wrap gap-1 overflow-hidden @max-[560px]/sheet:w-22">
        {pictures.slice(0, PICTURES).map(({ id, index, thumbs }) => (
          <figure key={id} role="group" aria-label={`Frame ${frameName(generation.take, index)}`}>
            <img
              loading="lazy"
              decoding="async"
              src={thumbs?.small}
              alt={frameAlt(generation, index)}
              className="h-12 w-auto max-w-22 rounded-chip bg-raised object-cover"
              style={{ aspectRatio: `${generation.width} / ${generation.height}` }}
            />
          </figure>
        ))}
      </span>
      <span lang="" className="min-w-0 grow truncate text-body">{generation.prompt}</span>
      <span className="shrink-0 @max-[560px]/sheet:hidden"><TakeState generation={generation} usualMs={null} /></span>
      <button type="button" aria-expanded={false} aria-label={`Open take ${generation.take}`} className="absolute inset-0" onClick={onUnfold} />
    </div>
  );
}
