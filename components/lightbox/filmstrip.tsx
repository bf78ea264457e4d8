"use client";

import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { centred, placesOf, thumbHeightPx, windowOf, type StripPlace } from "@/components/lightbox/filmstrip-window";
import { SmallPick, useIsPicked } from "@/components/shares/pick-sign";
import { nameOf, type SheetFrame } from "@/components/sheet/frame-acts";
import { SmallMark } from "@/components/sheet/mark-sign";
import { classes } from "@/components/ui/classes";

type Props = {
  frames: readonly SheetFrame[];
  at: number;
  /** Names of the frames that stand beside the shown one. */
  beside: readonly string[];
  /** `together`: with shift, or ctrl: in addition to what is there. */
  onPick: (frame: SheetFrame, together: boolean) => void;
};

/** Every frame of the session, take by take; only those near what is seen are drawn. */
export function Filmstrip({ frames, at, beside, onPick }: Props) {
  const t = useTranslations();
  const strip = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ scrollLeft: 0, widthPx: 0 });
  const { places, total } = useMemo(() => placesOf(frames.map(({ generation }) => ({ ratio: generation.width / generation.height, takeId: generation.id }))), [frames]);

  useLayoutEffect(() => {
    const node = strip.current;
    if (!node) return;
    const measure = () => setSeen({ scrollLeft: node.scrollLeft, widthPx: node.clientWidth });
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(node);
    node.addEventListener("scroll", measure, { passive: true });
    return () => {
      watcher.disconnect();
      node.removeEventListener("scroll", measure);
    };
  }, []);
  const current = places[at];
  const [left, width, shown] = [current?.left, current?.width, frames[at]?.output.id];
  // Not at every poll: whoever scrolls the strip while a take runs is left where they are.
  useLayoutEffect(() => {
    const node = strip.current;
    if (!node || left === undefined || width === undefined) return;
    node.scrollLeft = centred({ left, width }, node.clientWidth);
    // Whoever steps with the keyboard from within the strip stays in it.
    if (node.contains(document.activeElement)) node.querySelector<HTMLElement>("[aria-current]")?.focus({ preventScroll: true });
  }, [left, width, shown]);

  const { from, to } = windowOf(places, seen.scrollLeft, seen.widthPx);
  const drawn = Array.from({ length: to - from }, (_, nth) => from + nth);
  // The one tab stop is there although the strip was scrolled elsewhere.
  if (at >= 0 && (at < from || at >= to)) drawn.push(at);
  return (
    <div ref={strip} role="group" aria-label={t("lightbox.filmstrip")} data-name="Filmstrip" className="relative overflow-x-auto overflow-y-hidden border-t border-line bg-paper [scrollbar-width:thin]">
      <div className="relative mx-[22px] my-2.5 max-md:mx-3.5" style={{ width: total, height: thumbHeightPx + 20 }}>
        {drawn.map((nth) => {
          const [frame, place] = [frames[nth], places[nth]];
          return frame && place && <Thumb key={frame.output.id} frame={frame} place={place} current={nth === at} compared={beside.includes(nameOf(frame))} onPick={onPick} />;
        })}
      </div>
    </div>
  );
}

type ThumbProps = { frame: SheetFrame; place: StripPlace; current: boolean; compared: boolean; onPick: Props["onPick"] };

function Thumb({ frame, place: { left, width, newTake }, current, compared, onPick }: ThumbProps) {
  const t = useTranslations();
  const name = nameOf(frame);
  const { thumbs, markedAt } = frame.output;
  const isMarked = markedAt !== null;
  const isPicked = useIsPicked(frame.output.id);
  return (
    <div className="absolute top-0" style={{ left, width }}>
      {newTake && <span aria-hidden className="absolute top-0 -left-[13px] h-full w-px bg-line" />}
      <button
        type="button"
        aria-label={t(isMarked ? (isPicked ? "lightbox.showBoth" : "lightbox.showMarked") : isPicked ? "lightbox.showPicked" : "lightbox.show", { frame: name })}
        aria-current={current ? "true" : undefined}
        aria-pressed={compared ? true : undefined}
        data-frame-name={name}
        tabIndex={current ? 0 : -1}
        className="group/thumb block w-full"
        onClick={({ shiftKey, ctrlKey, metaKey }) => onPick(frame, shiftKey || ctrlKey || metaKey)}
      >
        <span
          className={classes("relative grid place-items-center overflow-hidden rounded-chip bg-raised text-hint text-ink-3 outline-2 outline-offset-1", current ? "outline-ink" : compared ? "outline-ink-3 outline-dashed" : "outline-transparent")}
          style={{ height: thumbHeightPx }}
        >
          {thumbs ? <img decoding="async" src={thumbs.tiny} alt="" draggable={false} className="size-full object-cover" /> : t("lightbox.video")}
          {isMarked && <SmallMark />}
          {isPicked && <SmallPick isMarked={isMarked} />}
        </span>
        <span className={classes("facts mt-1 block truncate text-center", current || compared ? "text-ink" : "text-ink-2")}>
          {name}
        </span>
      </button>
    </div>
  );
}
