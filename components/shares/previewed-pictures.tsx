"use client";

import { useTranslations } from "@/components/language/translations";
import type { SharePreview } from "@/lib/shares/share-preview";

/** As many as stand in two rows. */
const MOST_DRAWN = 16;

type Props = {
  preview: Pick<SharePreview, "pictures" | "awaited">;
  isSession: boolean;
  /** The session has takes before those that are known here. */
  hasOlder: boolean;
  /** What is said where there is no picture. */
  none: string;
};

/** The pictures of the page, in its order. */
export function PreviewedPictures({ preview: { pictures, awaited }, isSession, hasOlder, none }: Props) {
  const t = useTranslations();
  const more = pictures.length - MOST_DRAWN;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-baseline gap-x-2 text-label font-medium">
        {t("shares.pictures.count", { count: pictures.length + awaited })}
        <span className="ml-auto font-normal text-ink-2">{t("shares.pictures.always")}</span>
      </p>
      <ol className="flex flex-wrap items-center gap-1.5">
        {pictures.slice(0, MOST_DRAWN).map(({ id, thumbUrl, width, height }) => (
          <li key={id}>
            {thumbUrl === null ? <span className="block h-14 rounded-frame bg-raised" style={{ aspectRatio: `${Math.max(1, width)} / ${Math.max(1, height)}` }} /> : <img src={thumbUrl} alt="" className="h-14 w-auto max-w-28 rounded-frame bg-raised object-cover" />}
          </li>
        ))}
        {more > 0 && <li className="facts px-1 text-ink-2">{t("shares.pictures.more", { count: more })}</li>}
      </ol>
      <p className="text-hint text-ink-2 empty:hidden">
        {[
          pictures.length + awaited === 0 && !hasOlder && none,
          awaited > 0 && t("shares.pictures.awaited"),
          hasOlder && t("shares.pictures.older"),
          isSession && t("shares.pictures.later"),
        ].filter((line) => line !== false).join(" ")}
      </p>
    </div>
  );
}
