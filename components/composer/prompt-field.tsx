"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { FieldHead, Finding } from "@/components/composer/field-head";
import { promptParts, type PromptPart } from "@/components/composer/prompt-marks";
import type { Witness } from "@/components/composer/witness";
import { useTranslations } from "@/components/language/translations";
import { loadPromptAdvice, loadPromptTools } from "@/components/on-demand";
import { litReference } from "@/components/references/lit-reference";
import { placedCount } from "@/components/references/tile";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";
import { countInPrompt } from "@/lib/models/prompt-count";

const PromptAdvice = dynamic(loadPromptAdvice, { ssr: false });
const PromptTools = dynamic(loadPromptTools, { ssr: false });

const TEXT = "px-3 py-2.5 text-body whitespace-pre-wrap break-words max-md:text-field";
const FOLDED = "max-md:in-data-[open=false]:py-2.5 max-md:in-data-[open=false]:leading-5 max-md:in-data-[open=false]:whitespace-nowrap";

/** Folded, the layer behind shows the text, because a textarea cannot end in an ellipsis. */
const FOLDED_AWAY = "max-md:in-data-[open=false]:overflow-hidden max-md:in-data-[open=false]:text-transparent";

const MARKS: Record<PromptPart["mark"], string> = {
  none: "",
  count: "border-b-2 border-pencil bg-pencil-soft",
  reference: "border-b-2 border-pencil bg-pencil-soft",
  missing_reference: "border-b-2 border-dashed border-warn",
  gap: "border-b-2 border-dashed border-warn",
};

const LIT = "ring-[1.5px] ring-inset ring-pencil";

type Props = {
  finding: string | undefined;
  onUse: () => void;
  /** From the first sign of the composer's use; null until then. */
  witness: Witness | null;
};

export function PromptField({ finding, onUse, witness }: Props) {
  const t = useTranslations();
  const composer = useComposer();
  const [areExamplesAsked, setExamplesAsked] = useState(false);
  const prompt = useComposerState((state) => state.settings.prompt);
  const count = useComposerState((state) => state.settings.count);
  const references = useComposerState((state) => placedCount(state.tiles));
  const lit = useStore(litReference, (number) => number);
  const field = useRef<HTMLTextAreaElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const { maxPromptChars } = composer.model;
  const chars = Array.from(prompt).length;
  const said = countInPrompt(prompt)?.count;

  return (
    <section className="flex grow flex-col gap-1.5">
      <div className="max-md:in-data-[open=false]:hidden">
        <FieldHead
          label={t("composer.prompt")}
          htmlFor="prompt"
          fact={<span className={chars > maxPromptChars ? "text-bad" : undefined}>{chars} / {maxPromptChars}</span>}
        />
      </div>
      <div className="flex min-h-24 grow flex-col overflow-hidden rounded border border-line-strong bg-raised has-focus:border-ink has-aria-invalid:border-bad max-md:min-h-40 max-md:in-data-[open=false]:h-10 max-md:in-data-[open=false]:min-h-10 max-md:in-data-[open=false]:grow-0">
        <div className="relative flex min-h-0 grow">
          <div ref={marks} aria-hidden className={classes("pointer-events-none absolute inset-0 overflow-hidden text-transparent", TEXT, FOLDED, "max-md:in-data-[open=false]:text-ellipsis max-md:in-data-[open=false]:text-ink")}>
            {promptParts(prompt, references).map((part, at) => {
              const number = "number" in part ? part.number : null;
              const mark = part.mark === "count" && said !== count ? "gap" : part.mark;
              return (
                <span
                  key={at}
                  data-mention={number ?? undefined}
                  className={classes(mark !== "none" && "-mx-0.5 rounded-t-chip box-decoration-clone px-0.5", MARKS[mark], number !== null && number === lit && LIT)}
                >
                  {part.text}
                </span>
              );
            })}
            {/* A last empty line has height in a textarea and none in a block. */}
            {"\u200b"}
          </div>
          <textarea
            ref={field}
            id="prompt"
            data-name="Prompt"
            value={prompt}
            onChange={(event) => {
              /** Focused before the page was alive, it told of no focus. */
              onUse();
              composer.typePrompt(event.currentTarget.value);
            }}
            onFocus={onUse}
            /** Focused already, it is not focused again. */
            onClick={onUse}
            onScroll={({ currentTarget }) => {
              if (marks.current) marks.current.scrollTop = currentTarget.scrollTop;
            }}
            placeholder={t("composer.placeholder", { count })}
            aria-invalid={finding ? true : undefined}
            aria-describedby="prompt-hint prompt-notes"
            className={classes("relative w-full grow resize-none bg-transparent text-ink outline-none placeholder:text-ink-3", TEXT, FOLDED, FOLDED_AWAY)}
          />
        </div>
        <div id="prompt-foot" onClick={() => field.current?.focus()} className="flex items-center justify-between pr-1.5 pb-1 pl-3 text-hint text-ink-3 max-md:in-data-[open=false]:hidden">
          <p id="prompt-hint">{references > 0 && <>{t("composer.atNames")}<span className="sr-only">{t("composer.atGoes")}</span></>}</p>
          <button
            type="button"
            aria-haspopup="listbox"
            aria-expanded={areExamplesAsked}
            /** The list closes by its own means: focus does not leave it for this. */
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) => {
              event.stopPropagation();
              setExamplesAsked(!areExamplesAsked);
            }}
            className="flex min-h-6 items-center gap-1.5 rounded-frame px-1.5 hover:bg-sheet hover:text-ink touch:min-h-11"
          >
            {t("composer.examples")} <kbd aria-hidden className="rounded-frame border border-line px-1.5 font-mono touch:hidden">/</kbd>
          </button>
        </div>
      </div>
      <div id="prompt-notes" className="notices flex flex-col gap-1 empty:hidden">
        {finding && <Finding>{finding}</Finding>}
        {prompt && <PromptAdvice />}
        {witness && <PromptTools witness={witness} field={field} marks={marks} areExamplesAsked={areExamplesAsked} onExamplesClosed={() => setExamplesAsked(false)} />}
      </div>
    </section>
  );
}
