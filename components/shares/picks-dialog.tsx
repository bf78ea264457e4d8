"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { use } from "react";
import { useTranslations } from "@/components/language/translations";
import { DialogFrame } from "@/components/shares/dialog-frame";
import { PickLine } from "@/components/shares/pick-line";
import { sessionPicks } from "@/components/shares/session-picks";
import { FrameActsContext } from "@/components/sheet/frame-acts";
import { useStore } from "@/components/ui/store";
import { frameName } from "@/lib/generations/generation";
import { sheetKeys } from "@/lib/generations/queries";
import { deliveredOf, type SheetData } from "@/lib/generations/sheet-state";

/** Everything that came back on this session's shares: frame by frame, then the lines about the whole. */
export function PicksDialog({ sessionId, onClose }: { sessionId: string; onClose: () => void }) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const { byFrame, whole } = useStore(sessionPicks, (state) => state);
  const { data: sheet } = useQuery<SheetData>({ queryKey: sheetKeys.of(sessionId), enabled: false });
  const frames = new Map((sheet?.generations ?? []).flatMap((generation) => deliveredOf(generation).map((output) => [output.id, { output, generation }] as const)));
  return (
    <DialogFrame title={t("shares.picked.title")} name="Picks" onClose={onClose}>
      <div className="flex flex-col gap-4 overflow-y-auto overscroll-contain px-5 py-4 max-md:px-4">
        <p className="text-label text-ink-2">{t(byFrame.size + whole.length === 0 ? "shares.picked.none" : "shares.picked.what")}</p>
        <ul className="flex flex-col gap-4">
          {[...byFrame].map(([outputId, picks]) => {
            const frame = frames.get(outputId);
            const name = frame ? frameName(frame.generation.take, frame.output.index) : t("share.picture", { number: picks[0]?.number ?? 0 });
            const thumb = frame?.output.thumbs?.tiny;
            const open = () => {
              onClose();
              if (frame) acts.open(frame);
            };
            return (
              <li key={outputId} className="flex items-start gap-3">
                <button type="button" disabled={!frame} aria-label={t("lightbox.show", { frame: name })} data-name={`Picked ${name}`} className="facts flex w-24 shrink-0 flex-col gap-1 text-left text-ink-2 hover:text-ink" onClick={open}>
                  {thumb !== undefined && <img src={thumb} alt="" className="max-h-24 w-full rounded-frame bg-raised object-cover outline-2 -outline-offset-2 outline-pen" />}
                  {name}
                </button>
                <div className="flex min-w-0 flex-col gap-2">{picks.map((pick) => <PickLine key={`${pick.shareId} ${pick.at} ${pick.name}`} pick={pick} />)}</div>
              </li>
            );
          })}
        </ul>
        {whole.length > 0 && (
          <section>
            <h3 className="mb-2 text-label font-medium">{t("shares.picked.whole")}</h3>
            <ul className="flex flex-col gap-2">{whole.map((pick) => <li key={`${pick.shareId} ${pick.at} ${pick.name}`} className="border-l-2 border-pen pl-2.5"><PickLine pick={pick} /></li>)}</ul>
          </section>
        )}
        <Link href={`/shares?session=${sessionId}`} prefetch={false} onClick={onClose} className="self-start text-label underline decoration-line-strong underline-offset-4 hover:decoration-ink">{t("shares.ofSession")}</Link>
      </div>
    </DialogFrame>
  );
}
