"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import type { Drawn } from "@/components/lightbox/drawn-picture";
import { Key } from "@/components/lightbox/key";
import { keyNames } from "@/components/lightbox/lightbox-keys";
import { Stage, VideoStage } from "@/components/lightbox/stage";
import { surroundClass } from "@/components/lightbox/surround";
import { scaleOf } from "@/components/lightbox/zoom";
import { createZoom } from "@/components/lightbox/zoom-state";
import { useLargeKeys } from "@/components/share/large-keys";
import { factsOf, largePicture, placeText, preload, previewPx } from "@/components/share/large-picture";
import { Cross, Step } from "@/components/share/large-step";
import type { Picks } from "@/components/share/own-picks";
import { PickButton } from "@/components/share/pick-form";
import { SaveLink } from "@/components/share/save-link";
import { pictureAlt } from "@/components/share/share-texts";
import { turnedPick } from "@/components/share/wished-picks";
import { buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";
import type { DeliveredPicture, PublicMaking } from "@/lib/shares/public-share";

type Props = {
  shareId: string;
  title: string;
  pictures: readonly DeliveredPicture[];
  /** The place of `picture` among them. */
  at: number;
  picture: DeliveredPicture;
  making: PublicMaking | undefined;
  canSave: boolean;
  picks: Picks;
  onShow: (number: number) => void;
  /** The picture does not come. */
  onFailed: () => void;
  onLeave: () => void;
};

/** A picture, what is done with it, and what the page tells of it below. Children of the large view's grid. */
export function LookedAt({ shareId, title, pictures, at, picture, making, canSave, picks, onShow, onFailed, onLeave }: Props) {
  const t = useTranslations();
  const [zoom] = useState(createZoom);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const save = useRef<HTMLAnchorElement>(null);
  const wantsFile = useStore(zoom.state, ({ view, scene }) => scene !== null && scene.picture.width * scaleOf(view, scene) > previewPx);
  const { number } = picture;
  const alt = pictureAlt(t, number, making?.prompt ?? null);
  const large = useMemo(() => largePicture(picture, alt, wantsFile), [picture, alt, wantsFile]);
  // Of this picture: a film has no such news, and the picture before may still be the last told.
  const news = picture.media === "image" && drawn?.picture.name === large.name ? drawn : null;
  const [isHere, hasFailed] = [news?.at === 0, news?.failed === true];
  const failed = useEffectEvent(onFailed);
  const preloadNeighbours = useEffectEvent(() => preload([pictures[at + 1], pictures[at - 1]], wantsFile));
  useEffect(() => { if (isHere) preloadNeighbours(); }, [isHere, number]);
  useEffect(() => { if (hasFailed) failed(); }, [hasFailed, number]);
  const show = (place: number) => {
    const next = pictures[place];
    if (next) onShow(next.number);
  };
  useLargeKeys(zoom, {
    previous: () => show(at - 1), next: () => show(at + 1), first: () => show(0), last: () => show(pictures.length - 1),
    mark: () => void picks.send(turnedPick(picks.own, number)), save: () => save.current?.click(),
  });

  return (
    <>
      <div className="col-span-3 grid h-header grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-3 border-b border-line pr-1.5 pl-4 md:pr-3.5 md:pl-5">
        <p className="truncate text-label text-ink-2 max-md:invisible" lang="">{title}</p>
        <p aria-live="polite" data-name="Place" className="facts whitespace-nowrap text-ink-2">{placeText(t, number, at + 1, pictures.length)}</p>
        {/* Keys stand beside what is named otherwise than it reads. */}
        <div className="flex items-center gap-1 justify-self-end text-ink-2">
          <Key name={keyNames.back} />
          <button type="button" aria-label={t("share.close")} data-name="Close" onClick={onLeave} className={classes(buttonClass("quiet"), "grid place-items-center")}><Cross /></button>
        </div>
      </div>
      {/* The stage's own shade, under the ways to either side as well. */}
      <div aria-hidden className={classes("col-span-3 col-start-1 row-start-2 max-md:hidden", surroundClass.theme)} />
      <Step way="previous" isEnd={at === 0} onStep={() => show(at - 1)} />
      <div className="relative row-start-2 grid min-h-0 min-w-0 max-md:col-span-3 max-md:col-start-1 md:col-start-2">
        {picture.media === "image"
          ? <Stage picture={large} zoom={zoom} onStep={(step) => show(at + step)} onDrawn={setDrawn} className="h-full" />
          : <VideoStage url={picture.fileUrl ?? ""} alt={alt} className="h-full" />}
        {hasFailed && news?.at === null && <p role="alert" className="absolute inset-x-4 top-1/2 text-center text-body text-ink-2">{t("share.notCome")}</p>}
      </div>
      <Step way="next" isEnd={at === pictures.length - 1} onStep={() => show(at + 1)} />
      <div className="max-md:contents md:col-span-3 md:row-start-3 md:flex md:min-h-14 md:items-center md:gap-6 md:border-t md:border-line md:px-5 md:py-2">
        <Told making={making} />
        <div className="flex shrink-0 items-center gap-4 text-ink-2 max-md:col-start-2 touch:gap-2 max-md:row-start-4 max-md:min-h-14 max-md:justify-center max-md:border-t max-md:border-line md:ml-auto">
          <span className="flex items-center"><PickButton shareId={shareId} number={number} picks={picks} /><Key name={keyNames.mark} /></span>
          {canSave && picture.fileUrl !== null && <span className="flex items-center"><SaveLink ref={save} number={number} fileUrl={picture.fileUrl} /><Key name={keyNames.save} /></span>}
        </div>
      </div>
    </>
  );
}

function Told({ making }: Pick<Props, "making">) {
  const t = useTranslations();
  const [prompt, facts] = [making?.prompt ?? "", factsOf(t, making)];
  if (prompt === "" && facts.length === 0) return null;
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-4 max-md:col-span-3 max-md:col-start-1 max-md:row-start-3 max-md:border-t max-md:border-line max-md:px-4 max-md:py-2">
      {prompt !== "" && <p lang="" className="line-clamp-2 max-w-200 text-label wrap-anywhere">{prompt}</p>}
      {facts.length > 0 && <p className="facts flex flex-wrap gap-x-4 text-ink-3">{facts.map((fact) => <span key={fact}>{fact}</span>)}</p>}
    </div>
  );
}
