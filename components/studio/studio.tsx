"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useState } from "react";
import { useDropzone } from "react-dropzone";
import { createComposer, type Composer } from "@/components/composer/composer";
import { ComposerProvider } from "@/components/composer/composer-context";
import { ComposerPanel } from "@/components/composer/composer-panel";
import { Questions } from "@/components/composer/questions";
import { SamplePicker } from "@/components/composer/samples";
import { UploadRuns } from "@/components/composer/upload-runs";
import { loadDropOverlay } from "@/components/on-demand";
import { StudioHeader } from "@/components/header/studio-header";
import { Sheet } from "@/components/sheet/sheet";
import { warmUp } from "@/components/studio/warm-up";
import { watched } from "@/components/version/new-version";
import { VersionNotice } from "@/components/version/version-notice";
import { submitGeneration } from "@/lib/generations/actions";
import { putGeneration, sheetQuery } from "@/lib/generations/queries";
import type { SheetData } from "@/lib/generations/sheet-state";
import type { ComposerModel } from "@/lib/models/composer-model";
import { addSample, confirmUpload, referenceFromOutput } from "@/lib/references/actions";
import type { Reference } from "@/lib/references/reference";
import { saveDraft } from "@/lib/sessions/actions";
import type { Session } from "@/lib/sessions/session";

const DropOverlay = dynamic(loadDropOverlay, { ssr: false });

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
};

/** One editing session on screen: what is asked for on the left, what came of it on the right. */
export function Studio({ session, model, references, initial }: StudioProps) {
  const queryClient = useQueryClient();
  const [composer] = useState(() => createComposer({
    model, session, references, actions,
    onGeneration: (generation) => putGeneration(queryClient, session.id, generation),
    local: () => window.localStorage,
    tab: () => window.sessionStorage,
  }));
  useEffect(() => composer.start(), [composer]);
  useEffect(() => warmUp(window), []);
  const { data: { engine, title, build } = initial } = useQuery({ ...sheetQuery(session.id, initial), select: headerFacts });

  return (
    <ComposerProvider value={composer}>
      <DropArea composer={composer}>
        <StudioHeader session={{ id: session.id, title }} engine={engine} modelName={model.name} />
        <ComposerPanel engine={engine} />
        <main className="min-w-0 pb-16 max-md:pb-[calc(184px+env(safe-area-inset-bottom))]">
          <Sheet sessionId={session.id} initial={initial} onEdit={composer.edit} empty={<SamplePicker />} />
        </main>
      </DropArea>
      <VersionNotice build={initial.build} answering={build} />
      <UploadRuns />
      <Questions />
    </ComposerProvider>
  );
}

const headerFacts = ({ engine, title, build }: SheetData) => ({ engine, title, build });

/** The whole page takes files, dropped or pasted. Whatever they are: what is wrong with one is said at its tile. */
function DropArea({ composer, children }: { composer: Composer; children: React.ReactNode }) {
  const { getRootProps, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDrop: (files, rejections) => composer.addFiles([...files, ...rejections.map(({ file }) => file)]),
  });
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    /** Office programs put a picture of the text beside it: in a field the text is what was meant. */
    const isTextForField = event.target instanceof HTMLTextAreaElement && event.clipboardData?.types.includes("text/plain");
    if (files.length === 0 || isTextForField) return;
    event.preventDefault();
    composer.addFiles(files);
  });
  useEffect(() => {
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, []);

  return (
    <div {...getRootProps({ className: "min-h-dvh md:grid md:grid-cols-[396px_minmax(0,1fr)] md:grid-rows-[52px_minmax(0,1fr)]" })}>
      {children}
      {isDragActive && <DropOverlay />}
    </div>
  );
}
