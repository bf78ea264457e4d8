"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "@/components/language/translations";
import { Key } from "@/components/lightbox/key";
import { keyNames, type Command } from "@/components/lightbox/lightbox-keys";
import { percentOf } from "@/components/lightbox/zoom";
import type { Zoom } from "@/components/lightbox/zoom-state";
import { buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";

type Props = {
  title: string;
  /** What there is no room for on a telephone. */
  rest: string;
  /** Where something else stands in the frame's place: what the way back to it says. */
  wayBack: { text: string; go: () => void } | null;
  /** How much of the file is here, where it is not all. */
  state: string | null;
  hasPrevious: boolean;
  hasNext: boolean;
  /** null where nothing can be zoomed. */
  zoom: Zoom | null;
  onCommand: (command: Command) => void;
};

const quiet = buttonClass("quiet");
const step = classes(quiet, "aria-disabled:text-line-strong");

export function TopBar({ title, rest, wayBack, state, hasPrevious, hasNext, zoom, onCommand }: Props) {
  const t = useTranslations();
  return (
    <div className="grid h-header grid-cols-[1fr_auto_1fr] items-center border-b border-line bg-paper px-3.5 max-md:sticky max-md:top-0 max-md:z-10 max-md:px-1.5 md:col-span-2">
      <Dialog.Close data-name="Back" className={classes(quiet, "justify-self-start")}>← {t("lightbox.back")} <Key name={keyNames.back} /></Dialog.Close>
      <div className="flex items-center gap-1">
        <button type="button" aria-label={t("lightbox.previous")} aria-disabled={!hasPrevious} className={step} onClick={() => onCommand("previous")}>‹</button>
        <p className="facts whitespace-nowrap text-ink-2">{title}<span className="max-md:sr-only">{rest}</span></p>
        {wayBack && <button type="button" data-name="Back to the frame" className={buttonClass("link")} onClick={wayBack.go}>{wayBack.text}</button>}
        <button type="button" aria-label={t("lightbox.next")} aria-disabled={!hasNext} className={step} onClick={() => onCommand("next")}>›</button>
      </div>
      <div className="flex items-center justify-self-end">
        {state && <span className="mr-2 text-hint text-ink-3 max-lg:sr-only">{state}</span>}
        {zoom && <ZoomButtons zoom={zoom} onCommand={onCommand} />}
        <button type="button" data-name="Keys" className={classes(quiet, "max-md:hidden touch:hidden")} onClick={() => onCommand("keys")}>{t("lightbox.keys")} <Key name={keyNames.keys} /></button>
      </div>
    </div>
  );
}

function ZoomButtons({ zoom, onCommand }: { zoom: Zoom; onCommand: (command: Command) => void }) {
  const t = useTranslations();
  const percent = useStore(zoom.state, ({ view, scene }) => (scene ? percentOf(view, scene) : null));
  const isWhole = useStore(zoom.state, ({ view }) => view.zoom === 1);
  return (
    <div role="group" aria-label={t("lightbox.zoom")} data-name="Zoom" className="flex items-center md:mr-3">
      <button type="button" aria-label={t("lightbox.farther")} className={classes(quiet, "max-md:hidden")} onClick={() => onCommand("farther")}>−</button>
      <button
        type="button"
        title={isWhole ? t("lightbox.toWhole") : t("lightbox.toFit")}
        data-zoom={percent}
        className={classes(quiet, "facts w-14 px-0")}
        onClick={() => onCommand(isWhole ? "whole" : "fit")}
      >
        {percent === null ? "" : `${percent} %`}
      </button>
      <button type="button" aria-label={t("lightbox.closer")} className={classes(quiet, "max-md:hidden")} onClick={() => onCommand("closer")}>+</button>
    </div>
  );
}
