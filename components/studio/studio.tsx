"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { beginComposer, openComposer } from "@/components/composer/begun-composers";
import { createComposer } from "@/components/composer/composer";
import { ComposerProvider } from "@/components/composer/composer-context";
import { ComposerPanel } from "@/components/composer/composer-panel";
import { Asked } from "@/components/composer/asked";
import { SamplePicker } from "@/components/composer/samples";
import { StudioHeader } from "@/components/header/studio-header";
import { loadTold } from "@/components/on-demand";
import { loadBegunFrom } from "@/components/shares/share-parts";
import { Sheet } from "@/components/sheet/sheet";
import { DropArea } from "@/components/studio/drop-area";
import { warmUp } from "@/components/studio/warm-up";
import { watched } from "@/components/version/new-version";
import { VersionNotice } from "@/components/version/version-notice";
import { submitGeneration } from "@/lib/generations/actions";
import { putGeneration, SheetRefused, sheetQuery } from "@/lib/generations/queries";
import { hasTakes, type SheetData } from "@/lib/generations/sheet-state";
import type { ComposerModel } from "@/lib/models/composer-model";
import { addSample, confirmUpload, referenceFromOutput } from "@/lib/references/actions";
import type { Reference } from "@/lib/references/reference";
import { saveDraft } from "@/lib/sessions/actions";
import type { ShareOrigin } from "@/lib/shares/from-link";
import type { Session } from "@/lib/sessions/session";

const BegunFrom = dynamic(loadBegunFrom);
const Told = dynamic(loadTold, { ssr: false });

const actions = {
  submitGeneration: watched(submitGeneration), saveDraft: watched(saveDraft), confirmUpload: watched(confirmUpload),
  addSample: watched(addSample), referenceFromOutput: watched(referenceFromOutput),
};

export type StudioProps = {
  session: Session;
  model: ComposerModel;
  /** The draft's references. */
  references: readonly Reference[];
  initial: SheetData;
  /** The share that it was begun from. */
  from: ShareOrigin | null;
  /** A link to something of it was given out when the page was opened. */
  wasShared: boolean;
};

/** One editing session on screen: what is asked for on the left, what came of it on the right. */
export function Studio({ session, model, references, initial, from, wasShared }: StudioProps) {
  const queryClient = useQueryClient();
  const [composer] = useState(() => openComposer(session.id, () => createComposer({
    model, session, references, actions,
    onGeneration: (generation) => putGeneration(queryClient, session.id, generation),
    local: () => window.localStorage,
    tab: () => window.sessionStorage,
  })));
  useEffect(() => beginComposer(composer), [composer]);
  useEffect(() => warmUp(window), []);
  const { data: { engine, title, build, isBegun } = headerFacts(initial), error } = useQuery({ ...sheetQuery(session.id, initial), select: headerFacts });
  const isGone = error instanceof SheetRefused && error.status === 404;
  useEffect(() => {
    if (isGone) composer.noteGone();
  }, [composer, isGone]);

  return (
    <ComposerProvider value={composer}>
      <DropArea onFiles={composer.addFiles} onFrame={composer.addFrame} onAddress={composer.addAddress}>
        <StudioHeader session={{ id: session.id, title }} engine={engine} modelName={model.name} canShare={isBegun} />
        <ComposerPanel engine={engine} />
        <main className="min-w-0 pb-16 max-md:pb-[calc(184px+env(safe-area-inset-bottom))]">
          <Sheet sessionId={session.id} initial={initial} wasShared={wasShared} onEdit={composer.edit} onLoadSettings={composer.loadSettings} empty={from === null ? <SamplePicker /> : <BegunFrom from={from} />} />
        </main>
      </DropArea>
      <VersionNotice build={initial.build} answering={build} />
      <Asked />
      {isBegun && <Told sessionId={session.id} />}
    </ComposerProvider>
  );
}

const headerFacts = (sheet: SheetData) => ({ engine: sheet.engine, title: sheet.title, build: sheet.build, isBegun: hasTakes(sheet) });
