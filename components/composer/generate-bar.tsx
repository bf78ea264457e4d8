"use client";

import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import type { SubmitState } from "@/components/composer/composer-state";
import { lossText } from "@/components/composer/loss-text";
import { Lines } from "@/components/composer/three-lines";
import { unansweredText } from "@/components/composer/unanswered-text";
import { useTranslations } from "@/components/language/translations";
import { loadGoneSession, loadRefusedLines } from "@/components/on-demand";
import { SavingNotice } from "@/components/composer/saving-notice";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { formatUsd } from "@/lib/budget/money";
import type { EngineState } from "@/lib/generations/submit";
import type { Translator } from "@/lib/messages/translator";

const GoneSession = dynamic(loadGoneSession, { ssr: false });
const RefusedLines = dynamic(loadRefusedLines, { ssr: false });

const noChange = () => () => undefined;
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

export function GenerateBar({ engine, onGenerate }: { engine: EngineState; onGenerate: () => void }) {
  const t = useTranslations();
  const composer = useComposer();
  const submit = useComposerState((state) => state.submit);
  const count = useComposerState((state) => state.settings.count);
  const isGone = useComposerState(({ saving }) => saving.state === "gone");
  const onApple = useSyncExternalStore(noChange, isApple, () => false);
  const isBusy = submit.state === "sending" || submit.state === "waiting_for_references";

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isElsewhere = event.target instanceof Element && event.target.closest("[role=dialog], [role=alertdialog]") !== null;
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.repeat || isElsewhere || isGone) return;
    event.preventDefault();
    onGenerate();
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  if (isGone) return <GoneSession />;
  return (
    <div className="flex flex-col gap-2 border-t border-line px-4.5 pt-3 pb-3.5 max-md:in-data-[open=false]:border-t-0 max-md:px-3.5 max-md:pt-2 max-md:pb-[calc(7px+env(safe-area-inset-bottom))]">
      {submit.state === "refused" && <RefusedLines refusal={submit.refusal} count={count} />}
      {submit.state === "unanswered" && (
        <Lines lines={unansweredText(t, engine.engine)}><Button look="link" className="text-hint" onClick={composer.submitAgain}>{t("ui.tryAgain")}</Button></Lines>
      )}
      <button
        type="button"
        data-name="Generate"
        aria-disabled={isBusy}
        aria-keyshortcuts="Meta+Enter Control+Enter"
        aria-describedby="generate-hint"
        onClick={onGenerate}
        className={classes(
          "flex h-11 w-full items-center gap-3 rounded bg-pencil px-3.5 text-pencil-ink max-md:h-12",
          isBusy && "cursor-default opacity-70",
        )}
      >
        <span className="grow text-left text-[15px] font-semibold">{t("composer.generate", { count })}</span>
        <span className="text-label font-medium tabular-nums">{buttonFact(t, submit, engine, count)}</span>
        <kbd aria-hidden className="rounded-frame border border-current px-1.5 font-sans text-fact max-md:hidden">{onApple ? "⌘" : "Ctrl"} ↵</kbd>
      </button>
      {/* Room for two lines, or a button: what is said here comes and goes without moving anything above. */}
      <div id="generate-hint" className={classes("min-h-8 text-hint text-ink-3 touch:min-h-11", submit.state !== "withdrawn" && "max-md:in-data-[open=false]:hidden")}>
        <Hint engine={engine} count={count} />
      </div>
    </div>
  );
}

function Hint({ engine, count }: { engine: EngineState; count: number }) {
  const t = useTranslations();
  const composer = useComposer();
  const submit = useComposerState((state) => state.submit);
  const saving = useComposerState((state) => state.saving.state);
  const isSaved = saving === "saved" || saving === "saving" || saving === "gone";
  if (submit.state === "withdrawn") return <p className="text-bad">{lossText(t, submit.why)}</p>;
  if (submit.state === "waiting_for_references") {
    return (
      <p className="flex items-center justify-between gap-3">
        {t("composer.goesOut")}
        <Button look="link" className="text-hint" onClick={composer.stopWaiting}>{t("composer.doNotWait")}</Button>
      </p>
    );
  }
  return isSaved ? <p>{hint(t, engine, count)}</p> : <SavingNotice state={saving} />;
}

function buttonFact(t: Translator, submit: SubmitState, { engine, pricePerOutputMicroUsd: price }: EngineState, count: number): string {
  if (submit.state === "sending") return t("composer.sending");
  if (submit.state === "waiting_for_references") return t("composer.waiting");
  if (engine === "demo") return t("composer.free");
  return price === null ? t("composer.noPrice") : formatUsd(price * count);
}

function hint(t: Translator, { engine, pricePerOutputMicroUsd: price }: EngineState, count: number): string {
  if (engine === "demo") return t("composer.demo");
  if (price === null) return t("composer.noPriceYet");
  return t("composer.pay", { count });
}
