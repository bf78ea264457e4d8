"use client";

import { useTranslations } from "@/components/language/translations";
import type { LargeDoor } from "@/components/share/large-door";
import type { Picks } from "@/components/share/own-picks";
import { PickButton, PickNote } from "@/components/share/pick-form";
import { SaveLink } from "@/components/share/save-link";
import { pictureAlt } from "@/components/share/share-texts";
import { isPicked as isPickedBy } from "@/components/share/wished-picks";
import type { DeliveredPicture, PublicPicture } from "@/lib/shares/public-share";

type Props = {
  shareId: string;
  picture: PublicPicture;
  /** null where it is not shown. */
  prompt: string | null;
  picks: Picks;
  canSave: boolean;
  /** As the browser may choose a preview by. */
  sizes: string;
  /** On the first screen. */
  isFirst: boolean;
  door: LargeDoor;
};

export function SharePicture({ picture, ...rest }: Props) {
  switch (picture.state) {
    case "delivered": return <Delivered picture={picture} {...rest} />;
    case "awaited": return <Awaited picture={picture} />;
    default: return picture satisfies never;
  }
}

function Delivered({ shareId, picture, prompt, picks, canSave, sizes, isFirst, door }: Props & { picture: DeliveredPicture }) {
  const t = useTranslations();
  const { number, fileUrl } = picture;
  const isPicked = isPickedBy(picks.own, number);
  return (
    <li id={`picture-${number}`} data-name={`Picture ${number}`} className="min-w-0 scroll-mt-4 [contain-intrinsic-size:auto_300px] [content-visibility:auto]">
      <div className="relative overflow-hidden rounded-frame bg-raised" style={{ aspectRatio: `${picture.width} / ${picture.height}`, ...(picture.tint !== null && { backgroundColor: picture.tint }) }}>
        <Shown picture={picture} alt={pictureAlt(t, number, prompt)} sizes={sizes} isFirst={isFirst} door={door} />
        {isPicked && <span aria-hidden className="pointer-events-none absolute inset-0 rounded-frame border-2 border-pencil" />}
      </div>
      <div className="flex min-h-8 items-center gap-2">
        <span className="facts text-ink-3">{number}</span>
        <span className="ml-auto" />
        <PickButton shareId={shareId} number={number} picks={picks} />
        {canSave && fileUrl !== null && <SaveLink number={number} fileUrl={fileUrl} />}
      </div>
      {isPicked && <PickNote shareId={shareId} number={number} picks={picks} />}
    </li>
  );
}

type ShownProps = { picture: DeliveredPicture; alt: string; sizes: string; isFirst: boolean; door: LargeDoor };

function Shown({ picture: { number, media, previews, fileUrl, width, height }, alt, sizes, isFirst, door }: ShownProps) {
  const t = useTranslations();
  if (media === "video") return <video src={fileUrl ?? undefined} controls preload="metadata" playsInline aria-label={alt} className="size-full" />;
  const source = previews === null ? { src: fileUrl ?? undefined } : { src: previews.small, srcSet: `${previews.tiny} 384w, ${previews.small} 640w, ${previews.large} 1280w`, sizes };
  return (
    <a
      href={previews?.large ?? fileUrl ?? undefined}
      aria-label={t("share.open", { number })}
      onPointerEnter={door.warm}
      onClick={(press) => door.open(press, number)}
      className="block size-full -outline-offset-2"
    >
      <img {...source} width={width} height={height} alt={alt} loading={isFirst ? "eager" : "lazy"} fetchPriority={number === 1 ? "high" : undefined} decoding="async" className="size-full object-cover" />
    </a>
  );
}

function Awaited({ picture: { number, width, height } }: { picture: Extract<PublicPicture, { state: "awaited" }> }) {
  const t = useTranslations();
  return (
    <li id={`picture-${number}`} data-name={`Awaited ${number}`} className="min-w-0">
      <div className="flex items-center justify-center rounded-frame border border-dashed border-line-strong" style={{ aspectRatio: `${width} / ${height}` }}>
        <span aria-hidden className="facts text-ink-3">{number}</span>
        <span className="sr-only">{t("share.awaited", { number })}</span>
      </div>
      <div className="min-h-8 touch:min-h-11" />
    </li>
  );
}
