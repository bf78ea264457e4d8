"use client";

import type { ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { Key } from "@/components/lightbox/key";
import { canSlide, compareLayout } from "@/components/lightbox/compare-layout";
import { Panes } from "@/components/lightbox/compare-panes";
import { CompareSlider } from "@/components/lightbox/compare-slider";
import type { Command } from "@/components/lightbox/lightbox-keys";
import type { Picture } from "@/components/lightbox/picture";
import type { Zoom } from "@/components/lightbox/zoom-state";
import { buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { useStore, type Store } from "@/components/ui/store";

export type CompareProps = {
  /** Two to four, as they stand from the left. */
  pictures: readonly Picture[];
  /** Of these the one that the lightbox shows: the zoom is told in its pixels. */
  mainName: string;
  zoom: Zoom;
  /** Where the divider is, 0 to 1 of what is seen of the picture. */
  slide: Store<number>;
  blinking: boolean;
  onBlink: (blinking: boolean) => void;
  onCommand: (command: Command) => void;
};

/** Pictures against each other: under one divider where they have one shape, else beside each other; looked at as one. */
export function Compare({ pictures, mainName, zoom, slide, blinking, onBlink, onCommand }: CompareProps) {
  const t = useTranslations();
  const layout = useStore(compareLayout, (now) => now);
  const [left, right] = pictures;
  const hasLayouts = canSlide(pictures);
  return (
    <div className="flex min-h-0 min-w-0 flex-col max-md:h-[calc(54svh+45px)]">
      {hasLayouts && left && right && layout === "slider" ? <CompareSlider left={left} right={right} mainName={mainName} zoom={zoom} slide={slide} blinking={blinking} /> : <Panes pictures={pictures} mainName={mainName} zoom={zoom} blinking={blinking} />}
      <div className="flex h-[45px] shrink-0 items-center gap-1.5 overflow-x-auto border-t border-line bg-paper px-[22px] max-md:px-3.5">
        {hasLayouts && <LayoutButtons layout={layout} />}
        {pictures.length === 2 && <button type="button" data-name="Swap" className={buttonClass("quiet")} onClick={() => onCommand("swap")}>{t("lightbox.swap")} <Key name="X" /></button>}
        <BlinkButton onBlink={onBlink}>{t("lightbox.blink")} <Key name={t("lightbox.space")} /></BlinkButton>
        <p className="ml-auto pl-3 text-hint whitespace-nowrap text-ink-3 max-lg:hidden">{t("lightbox.pickHint")}</p>
      </div>
    </div>
  );
}

function LayoutButtons({ layout }: { layout: "slider" | "beside" }) {
  const t = useTranslations();
  return (
    <div role="group" aria-label={t("lightbox.layout")} className="flex gap-1">
      {(["slider", "beside"] as const).map((way) => (
        <button key={way} type="button" aria-pressed={layout === way} className="min-h-8 rounded border border-line px-3 text-label whitespace-nowrap text-ink-2 hover:border-line-strong hover:text-ink aria-pressed:border-[1.5px] aria-pressed:border-ink aria-pressed:text-ink" onClick={() => compareLayout.set(() => way)}>
          {t(`lightbox.layout.${way}`)}
        </button>
      ))}
    </div>
  );
}

/** While it is held; a finger has no space bar. */
function BlinkButton({ onBlink, children }: { onBlink: (blinking: boolean) => void; children: ReactNode }) {
  return (
    <button
      type="button"
      data-name="Blink"
      className={classes(buttonClass("quiet"), "touch-none select-none")}
      onPointerDown={({ currentTarget, pointerId }) => {
        currentTarget.setPointerCapture(pointerId);
        onBlink(true);
      }}
      onPointerUp={() => onBlink(false)}
      onPointerCancel={() => onBlink(false)}
      onKeyDown={({ key }) => { if (key === " " || key === "Enter") onBlink(true); }}
      onKeyUp={() => onBlink(false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </button>
  );
}
