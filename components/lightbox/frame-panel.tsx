"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "@/components/language/translations";
import { FrameFacts } from "@/components/lightbox/frame-facts";
import type { Command } from "@/components/lightbox/lightbox-keys";
import { MadeFrom } from "@/components/lightbox/made-from";
import { DeleteButton, TakeVerbs, Verbs } from "@/components/lightbox/verbs";
import { loadRunDetails } from "@/components/lightbox/lightbox-parts";
import { loadFramePicks } from "@/components/shares/later-parts";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import type { LineageReference } from "@/lib/records/lineage";

const FramePicks = dynamic(loadFramePicks, { ssr: false });
const RunDetails = dynamic(loadRunDetails, { ssr: false });

type Props = {
  frame: SheetFrame;
  comparing: boolean;
  photograph: LineageReference | null;
  onShow: (name: string) => void;
  onPhotograph: (reference: LineageReference) => void;
  onCommand: (command: Command) => void;
};

/** What can be done with the frame, and all that is known of it. */
export function FramePanel({ frame, comparing, photograph, onShow, onPhotograph, onCommand }: Props) {
  const t = useTranslations();
  return (
    <aside aria-label={t("lightbox.facts")} className="overflow-y-auto overscroll-contain border-line bg-sheet p-4.5 max-md:pt-0 md:col-start-2 md:row-span-2 md:row-start-2 md:border-l">
      {!photograph && <Verbs frame={frame} comparing={comparing} onCommand={onCommand} />}
      <FramePicks outputId={frame.output.id} />
      <FrameFacts frame={frame} />
      <MadeFrom frame={frame} large={photograph} onShow={onShow} onPhotograph={onPhotograph} />
      <section>
        <h2 className="mt-5 mb-1.5 text-label font-medium">{t("lightbox.prompt")}</h2>
        <p lang="" className="text-label wrap-anywhere whitespace-pre-line text-ink-2">{frame.generation.prompt}</p>
      </section>
      <TakeVerbs frame={frame} onCommand={onCommand} />
      <RunDetails frame={frame} />
      {!photograph && <DeleteButton onCommand={onCommand} />}
    </aside>
  );
}
