"use client";

import { useMemo } from "react";
import { useTranslations } from "@/components/language/translations";
import { lineOf, type Given, type Link } from "@/components/lightbox/line";
import { nameOf } from "@/components/lightbox/picture";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { classes } from "@/components/ui/classes";

type Props = {
  frame: SheetFrame;
  frames: readonly SheetFrame[];
  /** The photograph that is large now. */
  large: Given | null;
  onShow: (frame: SheetFrame) => void;
  onPhotograph: (given: Given) => void;
};

/** How the frame came to be, from the first photograph on; each link is a step to go to. */
export function MadeFrom({ frame, frames, large, onShow, onPhotograph }: Props) {
  const t = useTranslations();
  const line = useMemo(() => lineOf(frame, frames), [frame, frames]);
  if (line.length < 2) return null;
  return (
    <section>
      <h2 className="mt-5 mb-1.5 text-label font-medium">{t("lightbox.madeFrom")}</h2>
      <ol className="facts flex flex-wrap items-center gap-x-1.5 gap-y-2 text-ink-3">
        {line.map((link, at) => (
          <li key={at} className="flex flex-wrap items-center gap-1.5">
            <LinkButton link={link} current={at === line.length - 1 && large === null} large={large} onShow={onShow} onPhotograph={onPhotograph} />
            {link.beside.map((given) => (
              <span key={given.nth} className="flex items-center gap-1.5">
                <span aria-hidden>+</span>
                <Photograph given={given} large={large} onPhotograph={onPhotograph} />
              </span>
            ))}
            {at < line.length - 1 && <span aria-hidden>→</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

const step = "flex items-center gap-1.5 rounded-chip pr-1 hover:text-ink aria-[current]:text-ink";
const thumb = "h-10 w-auto min-w-7 max-w-16 rounded-chip bg-raised object-cover";

function LinkButton({ link: { frame, given }, current, ...props }: { link: Link; current: boolean } & Pick<Props, "large" | "onShow" | "onPhotograph">) {
  const t = useTranslations();
  if (!frame) return given && <Photograph given={given} large={props.large} onPhotograph={props.onPhotograph} />;
  const name = nameOf(frame);
  return (
    <button type="button" aria-label={t("lightbox.show", { frame: name })} aria-current={current ? "step" : undefined} className={step} onClick={() => props.onShow(frame)}>
      {frame.output.thumbs && <img src={frame.output.thumbs.small} alt="" className={classes(thumb, current && "outline-2 outline-ink")} />}
      {name}
    </button>
  );
}

function Photograph({ given, large, onPhotograph }: { given: Given } & Pick<Props, "large" | "onPhotograph">) {
  const t = useTranslations();
  const { reference: { id, name, thumbUrl, madeFrom }, nth } = given;
  const isLarge = large?.reference.id === id;
  return (
    <button type="button" title={name} aria-label={t("lightbox.showReference", { nth, name })} aria-current={isLarge ? "step" : undefined} className={step} onClick={() => onPhotograph(given)}>
      <img src={thumbUrl} alt="" className={classes(thumb, isLarge && "outline-2 outline-ink")} />
      {madeFrom ? madeFrom.frame : t("lightbox.image", { nth })}
    </button>
  );
}
