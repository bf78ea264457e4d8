"use client";

import { useTranslations } from "@/components/language/translations";
import type { Preview } from "@/components/shares/preview";

/** As many as stand in two rows. */
const MOST_DRAWN = 16;

/** The pictures of the page, in its order and with its numbers. */
export function PreviewedPictures({ preview: { pictures, awaited }, isSession, hasOlder }: { preview: Preview; isSession: boolean; hasOlder: boolean }) {
  const t = useTranslations();
  const more = pictures.length - MOST_DRAWN;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-baseline gap-x-2 text-label font-medium">
        {t("shares.pictures.count", { count: pictures.length + awaited })}
        <span className="ml-auto font-normal text-ink-2">{t("shares.pictures.always")}</span>
      </p>
      <ol className="flex flex-wrap items-center gap-1.5">
        {pictures.slice(0, MOST_DRAWN).map(({ id, thumbs, width, height }) => (
          <li key={id}>
            {thumbs === null ? <span className="block h-14 rounded-frame bg-raised" style={{ aspectRatio: `${Math.max(1, width)} / ${Math.max(1, height)}` }} /> : <img src={thumbs.small} alt="" className="h-14 w-auto max-w-28 rounded-frame bg-raised object-cover" />}
          </li>
        ))}
        {more > 0 && <li className="facts px-1 text-ink-2">{t("shares.pictures.more", { count: more })}</li>}
      </ol>
      <p className="text-hint text-ink-2 empty:hidden">
        {[
          pictures.length + awaited === 0 && !hasOlder && t("shares.pictures.none"),
          awaited > 0 && t("shares.pictures.awaited"),
          hasOlder && t("shares.pictures.older"),
          isSession && t("shares.pictures.later"),
        ].filter((line) => line !== false).join(" ")}
      </p>
    </div>
  );
}
