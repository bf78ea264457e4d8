"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "@/components/language/translations";
import { FrameFacts } from "@/components/lightbox/frame-facts";
import type { Given } from "@/components/lightbox/line";
import type { Command } from "@/components/lightbox/lightbox-keys";
import { MadeFrom } from "@/components/lightbox/made-from";
import { DeleteButton, TakeVerbs, Verbs } from "@/components/lightbox/verbs";
import { loadRunDetails } from "@/components/lightbox/lightbox-parts";
import type { SheetFrame } from "@/components/sheet/frame-acts";

const RunDetails = dynamic(loadRunDetails, { ssr: false });

type Props = {
  frame: SheetFrame;
  frames: readonly SheetFrame[];
  comparing: boolean;
  photograph: Given | null;
  onShow: (frame: SheetFrame) => void;
  onPhotograph: (given: Given) => void;
  onCommand: (command: Command) => void;
};

/** What can be done with the frame, and all that is known of it. */
export function FramePanel({ frame, frames, comparing, photograph, onShow, onPhotograph, onCommand }: Props) {
  const t = useTranslations();
  return (
    <aside aria-label={t("lightbox.facts")} className="overflow-y-auto overscroll-contain border-line bg-sheet p-4.5 md:col-start-2 md:row-span-2 md:row-start-2 md:border-l">
      <Verbs frame={frame} comparing={comparing} onCommand={onCommand} />
      <FrameFacts frame={frame} />
      <MadeFrom frame={frame} frames={frames} large={photograph} onShow={onShow} onPhotograph={onPhotograph} />
      <section>
        <h2 className="mt-5 mb-1.5 text-label font-medium">{t("lightbox.prompt")}</h2>
        <p lang="" className="text-label wrap-anywhere whitespace-pre-line text-ink-2">{frame.generation.prompt}</p>
      </section>
      <TakeVerbs onCommand={onCommand} />
      <RunDetails frame={frame} />
      <DeleteButton onCommand={onCommand} />
    </aside>
  );
}
