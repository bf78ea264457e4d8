"use client";

import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import { useDrawn, type Drawn } from "@/components/lightbox/drawn-picture";
import { followGestures } from "@/components/lightbox/gestures";
import { usePane } from "@/components/lightbox/pane";
import type { Picture } from "@/components/lightbox/picture";
import { Plate } from "@/components/lightbox/plate";
import { ShownPicture } from "@/components/lightbox/shown-picture";
import { slideAt, slideBy, slideKeys } from "@/components/lightbox/slide";
import { stageClass } from "@/components/lightbox/stage";
import { surround, surroundClass } from "@/components/lightbox/surround";
import type { Zoom } from "@/components/lightbox/zoom-state";
import { classes } from "@/components/ui/classes";
import { useStore, type Store } from "@/components/ui/store";

type Props = { left: Picture; right: Picture; mainName: string; zoom: Zoom; slide: Store<number>; blinking: boolean };

const noStep = () => undefined;
/** A press that moves less is a tap, which zooms. */
const STILL_PX = 6;

/** Two pictures over each other, cut by a divider. While it blinks the left one is seen whole. */
export function CompareSlider({ left, right, mainName, zoom, slide, blinking }: Props) {
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const drag = useRef<{ fromX: number; begun: boolean } | null>(null);
  const shade = useStore(surround, (now) => now);
  const [drawnLeft, drawnRight] = [useDrawn(left), useDrawn(right)];
  // Both in one box: shapes that agree within 1 % then lie over each other exactly.
  const { size } = (left.name === mainName ? drawnLeft : drawnRight).picture;
  const boxed = (drawn: Drawn): Drawn => ({ ...drawn, picture: { ...drawn.picture, size } });
  usePane(stage, size, zoom, true);
  useEffect(() => (stage ? followGestures(stage, zoom, noStep) : undefined), [stage, zoom]);
  useLayoutEffect(() => {
    if (!stage) return;
    const draw = () => stage.style.setProperty("--slide", String(slide.get()));
    draw();
    return slide.subscribe(draw);
  }, [stage, slide]);

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    const onHandle = event.target instanceof Element && event.target.closest("[role=slider]") !== null;
    // A picture that is nearer than the stage is moved by a drag instead.
    if (event.button !== 0 || !stage || (!onHandle && stage.hasAttribute("data-pannable"))) return;
    stage.setPointerCapture(event.pointerId);
    drag.current = { fromX: event.clientX, begun: onHandle };
  };
  const move = ({ clientX }: PointerEvent<HTMLDivElement>) => {
    const now = drag.current;
    if (!now || !stage) return;
    if (Math.abs(clientX - now.fromX) > STILL_PX) now.begun = true;
    if (now.begun) slide.set(() => slideAt(stage, clientX));
  };
  const end = () => { drag.current = null; };

  return (
    <div ref={setStage} data-compare="slider" data-surround={shade} className={classes(stageClass, surroundClass[shade], "grow")} onPointerDown={begin} onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
      <ShownPicture drawn={boxed(drawnLeft)} />
      <div className={classes("absolute inset-0 [clip-path:inset(0_0_0_calc(var(--left)+(var(--right)-var(--left))*var(--slide)))]", blinking && "invisible")}>
        <ShownPicture drawn={boxed(drawnRight)} />
      </div>
      <Plate label={left.label} side="left" />
      {!blinking && <Plate label={right.label} side="right" />}
      {!blinking && <Divider left={left.label} right={right.label} slide={slide} />}
    </div>
  );
}

function Divider({ left, right, slide }: { left: string; right: string; slide: Store<number> }) {
  const t = useTranslations();
  const percent = Math.round(useStore(slide, (now) => now) * 100);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = slideKeys[event.key];
    if (step === undefined || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    slide.set(slideBy(step));
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="pointer-events-none absolute top-0 left-0 h-[calc(var(--bottom)-var(--top))] w-0 transform-[translate(calc(var(--left)+(var(--right)-var(--left))*var(--slide)),var(--top))]">
      <span aria-hidden className="absolute inset-y-0 -left-px w-0.5 bg-[#fff] shadow-[0_0_0_0.5px_rgb(0_0_0/0.35)]" />
      <div
        role="slider"
        tabIndex={0}
        data-own-focus
        aria-label={t("lightbox.divider", { left, right })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={t("lightbox.dividerAt", { percent })}
        className="pointer-events-auto absolute top-1/2 -left-[22px] grid size-11 -translate-y-1/2 cursor-ew-resize touch-none place-items-center rounded-full outline-none"
        onKeyDown={onKeyDown}
      >
        <span className="grid size-9 place-items-center rounded-full bg-[#fff] text-[#1a1a1a] shadow-[0_1px_4px_rgb(0_0_0/0.5)] [[role=slider]:focus-visible>&]:outline-2 [[role=slider]:focus-visible>&]:outline-offset-2 [[role=slider]:focus-visible>&]:outline-ink">
          <svg viewBox="0 0 16 16" className="size-4" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden><path d="M1.5 8h13M4.5 5l-3 3 3 3M11.5 5l3 3-3 3" /></svg>
        </span>
      </div>
    </div>
  );
}
