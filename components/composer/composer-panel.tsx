"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { draftOf, shownFindings } from "@/components/composer/composer-state";
import { findingText } from "@/components/composer/finding-text";
import { GenerateBar } from "@/components/composer/generate-bar";
import { ImagesField } from "@/components/composer/images-field";
import { MoreFields } from "@/components/composer/more-fields";
import { PromptField } from "@/components/composer/prompt-field";
import { SheetHandle } from "@/components/composer/sheet-handle";
import { SizeField } from "@/components/composer/size-field";
import { witnessOf, type Witness } from "@/components/composer/witness";
import { useTranslations } from "@/components/language/translations";
import { ReferenceField } from "@/components/references/reference-field";
import { placedCount } from "@/components/references/tile";
import { isTextField } from "@/components/studio/dragged";
import { classes } from "@/components/ui/classes";
import type { DraftField, EngineState } from "@/lib/generations/submit";
import { checkDraft } from "@/lib/models/draft-input";

const FIELD_SELECTORS: Partial<Record<DraftField, string>> = {
  references: "#add-references",
  prompt: "#prompt",
  count: "[name=images]:checked",
  size: "[name=size]:checked",
};

/** On a wide screen the left column; on a phone a sheet of at most 168 px that opens upward. */
export function ComposerPanel({ engine }: { engine: EngineState }) {
  const t = useTranslations();
  const composer = useComposer();
  const state = useComposerState((state) => state);
  const [open, setOpen] = useState(false);
  const [witness, setWitness] = useState<Witness | null>(null);
  const begin = () => {
    if (!witness) setWitness(witnessOf(composer.store));
  };
  const panel = useRef<HTMLElement>(null);
  const clickedFrom = useRef<Element | null>(null);
  const found = shownFindings(checkDraft(composer.model, draftOf(state), placedCount(state.tiles)), state);
  const said = (field: DraftField) => found[field] && findingText(t, found[field]);

  const show = (field: DraftField) => {
    setOpen(true);
    /** After the sheet has opened: what is hidden takes no focus. */
    const selector = FIELD_SELECTORS[field];
    if (selector) requestAnimationFrame(() => panel.current?.querySelector<HTMLElement>(selector)?.focus());
  };
  /** What the folded sheet has no room to ask is asked by the first press: it opens there, and sends nothing. */
  const asked = useRef("");
  const isAskedFirst = () => {
    const question = panel.current?.querySelector("[data-notice=asks]");
    const text = question?.textContent ?? "";
    const isNew = text !== asked.current;
    asked.current = text;
    if (open || !text || !isNew || !matchMedia("(width < 48rem)").matches) return false;
    setOpen(true);
    requestAnimationFrame(() => question?.scrollIntoView({ block: "nearest" }));
    return true;
  };
  const generate = () => {
    if (isAskedFirst()) return;
    clickedFrom.current = document.activeElement;
    const field = composer.submit();
    if (field) show(field);
    // Open on a phone, it would hide what becomes of the click.
    else if (open && matchMedia("(width < 48rem)").matches) fold();
  };

  /** Who went on to type or look at something else is not torn away from it. */
  const showLate = useEffectEvent(() => {
    const found = composer.missing.get();
    const { activeElement } = document;
    const isElsewhere = activeElement !== clickedFrom.current && (isTextField(activeElement) || activeElement?.closest("[role=dialog]"));
    if (found && !isElsewhere) show(found.field);
  });
  useEffect(() => composer.missing.subscribe(showLate), [composer]);

  /** By hand: the keyboard on the screen goes with it, and the next touch of the prompt opens it again. */
  const fold = () => {
    setOpen(false);
    if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
  };

  const foldAway = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) setOpen(false);
  });
  useEffect(() => {
    window.addEventListener("keydown", foldAway);
    return () => window.removeEventListener("keydown", foldAway);
  }, []);

  return (
    <>
      {open && <div aria-hidden onClick={fold} className="fixed inset-0 z-20 bg-scrim md:hidden" />}
      <aside
        ref={panel}
        aria-label={t("composer.name")}
        data-open={open}
        onPointerEnter={begin}
        onFocus={begin}
        className={classes(
          "flex flex-col bg-sheet md:sticky md:top-header md:h-[calc(100dvh-52px)] md:border-r md:border-line",
          "max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:max-h-[94dvh] max-md:rounded-t-[14px] max-md:border-t max-md:border-line",
        )}
      >
        <SheetHandle open={open} onOpen={() => setOpen(true)} onFold={fold} />
        <div onClick={({ target }) => { if (target instanceof Element && target.closest("[data-notice]")) setOpen(true); }} className="flex min-h-0 grow flex-col gap-4 overflow-y-auto px-4.5 pt-3.5 pb-4 max-md:px-3.5 max-md:pt-0 max-md:in-data-[open=false]:gap-2 max-md:in-data-[open=false]:overflow-visible max-md:in-data-[open=false]:pb-0">
          <ReferenceField
            tiles={state.tiles}
            max={composer.model.maxReferences}
            turnedAway={state.turnedAway}
            finding={said("references")}
            onAdd={composer.addFiles}
            onRemove={composer.removeTile}
            onRetry={composer.retryTile}
            onPlace={composer.placeTile}
            onChooseFit={composer.askFit}
            onDismissTurnedAway={composer.dismissTurnedAway}
            cutOff={state.cutOff}
            onDismissCutOff={composer.dismissCutOff}
          />
          <PromptField
            finding={said("prompt")}
            onUse={() => {
              begin();
              setOpen(true);
            }}
            witness={witness}
          />
          <div className="contents max-md:in-data-[open=false]:hidden">
            <ImagesField finding={said("count")} />
            <SizeField finding={said("size")} />
            <MoreFields findings={{ optimize: said("optimize"), seed: said("seed") }} />
          </div>
        </div>
        <GenerateBar engine={engine} onGenerate={generate} />
      </aside>
    </>
  );
}
