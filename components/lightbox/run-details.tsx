"use client";

import { Tabs } from "@base-ui/react/tabs";
import { useState, type ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { CopyButton } from "@/components/lightbox/copy-button";
import { useFacts } from "@/components/lightbox/on-record";
import { inputIn, isOutOfReach, snippetLanguages, snippetOf, type Run, type SnippetLanguage } from "@/components/lightbox/snippets";
import type { SheetFrame } from "@/components/sheet/frame-acts";

const NAMES: Record<SnippetLanguage, string> = { curl: "curl", typescript: "TypeScript", python: "Python" };

/** The run behind a frame, for whoever asks the engine's support or repeats it in code. */
export function RunDetails({ frame }: { frame: SheetFrame }) {
  const t = useTranslations();
  const { data: facts, isError } = useFacts(frame);
  const requestId = facts?.requestId ?? frame.generation.requestId;
  const sha256 = facts?.got.find(({ id }) => id === frame.output.id)?.sha256 ?? null;
  const input = inputIn(facts?.inputJson ?? null);
  return (
    <section>
      <h2 className="mt-5 mb-1.5 text-label font-medium">{t("lightbox.request")}</h2>
      {requestId === null ? <p className="text-hint text-ink-3">{t("lightbox.noRequest")}</p> : (
        <>
          <Copied what={t("lightbox.requestId")} text={requestId} />
          {frame.generation.engine === "runcomfy" && <p className="mt-1 text-hint text-ink-3">{t("lightbox.requestHint")}</p>}
        </>
      )}
      {sha256 !== null && <div className="mt-2"><Copied what="SHA-256" text={sha256} shown={`sha256 ${sha256.slice(0, 16)}…`} /></div>}
      {isError && <p className="text-hint text-ink-2">{t("lightbox.factsMissing")}</p>}
      {facts && input && <Folded title={t("lightbox.repeat")} data-name="Repeat it in code"><Snippets run={{ modelId: facts.modelId, input }} /></Folded>}
      {facts && (
        <Folded title={t("lightbox.raw")} data-name="Raw JSON of the run">
          <Text what={t("lightbox.rawInput")} text={facts.inputJson ?? t("lightbox.notStored")} />
          <Text what={t("lightbox.rawResult")} text={facts.resultJson ?? t("lightbox.notStored")} />
        </Folded>
      )}
    </section>
  );
}

function Copied({ what, text, shown = text }: { what: string; text: string; shown?: string }) {
  return (
    <div className="flex items-center gap-2">
      <code className="facts min-w-0 grow truncate text-ink-2" title={text}>{shown}</code>
      <CopyButton what={what} text={text} />
    </div>
  );
}

function Folded({ title, "data-name": name, children }: { title: string; "data-name": string; children: ReactNode }) {
  return (
    <details data-name={name} className="group/folded mt-3 border-t border-line pt-2">
      <summary className="flex min-h-8 cursor-pointer list-none items-center justify-between rounded text-label font-medium text-ink touch:min-h-11 [&::-webkit-details-marker]:hidden">
        {title}
        <svg viewBox="0 0 16 16" className="size-4 text-ink-2 group-open/folded:rotate-180" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden><path d="m4 6 4 4 4-4" /></svg>
      </summary>
      {children}
    </details>
  );
}

function Text({ what, text }: { what: string; text: string }) {
  return (
    <div className="mt-2">
      <div className="mb-1 flex items-center justify-between gap-2 text-hint text-ink-2">{what}<CopyButton what={what} text={text} /></div>
      <Code label={what} text={text} />
    </div>
  );
}

const Code = ({ label, text }: { label: string; text: string }) => (
  <pre tabIndex={0} aria-label={label} className="max-h-72 overflow-auto overscroll-contain rounded border border-line bg-paper p-2 font-mono text-fact text-ink-2">{text}</pre>
);

function Snippets({ run }: { run: Run }) {
  const t = useTranslations();
  const [language, setLanguage] = useState<SnippetLanguage>("curl");
  return (
    <Tabs.Root value={language} onValueChange={(value) => setLanguage(snippetLanguages.find((known) => known === value) ?? "curl")}>
      <div className="mt-1 mb-1 flex items-center justify-between gap-2">
        <Tabs.List aria-label={t("lightbox.repeatLanguage")} className="flex gap-1">
          {snippetLanguages.map((known) => (
            <Tabs.Tab key={known} value={known} className="min-h-8 rounded px-2 text-label text-ink-2 hover:bg-raised data-active:text-ink data-active:underline data-active:decoration-2 data-active:underline-offset-4 touch:min-h-11">{NAMES[known]}</Tabs.Tab>
          ))}
        </Tabs.List>
        <CopyButton what={NAMES[language]} text={snippetOf(language, run)} />
      </div>
      {snippetLanguages.map((known) => (
        <Tabs.Panel key={known} value={known} tabIndex={-1}>
          <Code label={NAMES[known]} text={snippetOf(known, run)} />
        </Tabs.Panel>
      ))}
      <p className="mt-1 text-hint text-ink-3">{t("lightbox.repeatPaid")}</p>
      {isOutOfReach(run) && <p className="mt-1 text-hint text-warn">{t("lightbox.repeatLocal")}</p>}
    </Tabs.Root>
  );
}
