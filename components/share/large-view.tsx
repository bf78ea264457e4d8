"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { LookedAt } from "@/components/share/looked-at";
import { deliveredOf, placeOf } from "@/components/share/large-picture";
import { useOverPage } from "@/components/share/over-page";
import type { Picks } from "@/components/share/own-picks";
import { PickTrouble } from "@/components/share/pick-trouble";
import type { PublicShare } from "@/lib/shares/public-share";

export type LargeViewProps = {
  shareId: string;
  view: PublicShare;
  /** The number of the picture that was pressed. */
  opened: number;
  picks: Picks;
  /** Called where `view` may be out of date. */
  onDoubt: () => void;
  onClose: () => void;
};

/** One picture of a share as large as the screen has room for, and the way to the others. */
export function LargeView({ shareId, view, opened, picks, onDoubt, onClose }: LargeViewProps) {
  const t = useTranslations();
  const [number, setNumber] = useState(opened);
  const dialog = useRef<HTMLDialogElement>(null);
  const pictures = deliveredOf(view.pictures);
  const at = placeOf(pictures, number);
  const picture = pictures[at];
  // What went from the share meanwhile leaves its place to the next.
  if (picture !== undefined && picture.number !== number) setNumber(picture.number);
  const leave = useOverPage(dialog, `#picture-${opened}`, () => {
    document.querySelector<HTMLElement>(`#picture-${number} :is(a, video)`)?.focus();
    onClose();
  });
  const leaveEmpty = useEffectEvent(leave);
  const isEmpty = picture === undefined;
  useEffect(() => { if (isEmpty) leaveEmpty(); }, [isEmpty]);
  const doubt = useEffectEvent(onDoubt);
  const { trouble } = picks;
  useEffect(() => { if (trouble?.why === "picture_gone") doubt(); }, [trouble]);

  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={t("share.open", { number })}
      data-name={`Picture ${number} large`}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      // Some browsers close it themselves at a second Escape.
      onClose={() => { if (dialog.current?.open === false) leave(); }}
      className="fixed inset-0 h-dvh max-h-none w-full max-w-none overflow-hidden overscroll-contain bg-paper pr-[env(safe-area-inset-right)] pb-[env(safe-area-inset-bottom)] pl-[env(safe-area-inset-left)] text-ink outline-none open:grid max-md:grid-cols-[64px_minmax(0,1fr)_64px] max-md:grid-rows-[auto_minmax(0,1fr)_auto_auto] md:grid-cols-[52px_minmax(0,1fr)_52px] md:grid-rows-[auto_minmax(0,1fr)_auto]"
    >
      {picture && (
        <LookedAt
          shareId={shareId}
          title={view.title}
          pictures={pictures}
          at={at}
          picture={picture}
          making={view.makings.find(({ numbers }) => numbers.includes(number))}
          canSave={view.zipUrl !== null}
          picks={picks}
          onShow={setNumber}
          onFailed={onDoubt}
          onLeave={leave}
        />
      )}
      <PickTrouble trouble={trouble?.number === number ? trouble : null} className="z-10 col-span-3 col-start-1 row-start-2 mb-4 self-end max-md:mx-4" />
    </dialog>
  );
}
