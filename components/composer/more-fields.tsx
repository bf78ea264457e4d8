"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { FieldHead, Finding } from "@/components/composer/field-head";
import { useTranslations } from "@/components/language/translations";
import { loadSeedPopover } from "@/components/on-demand";

const SeedPopover = dynamic(loadSeedPopover, { ssr: false });

export function MoreFields({ findings }: { findings: { optimize: string | undefined; seed: string | undefined } }) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <OptimizeField finding={findings.optimize} />
      <SeedField finding={findings.seed} />
    </div>
  );
}

function OptimizeField({ finding }: { finding: string | undefined }) {
  const t = useTranslations();
  const composer = useComposer();
  const optimize = useComposerState((state) => state.settings.optimize);
  return (
    <section className="flex flex-col gap-1.5">
      <FieldHead label={t("composer.optimize")} />
      <div role="radiogroup" aria-label={t("composer.optimize")} className="grid grid-cols-2 gap-1">
        {composer.model.optimizeOptions.map((option) => (
          <label key={option} title={t(`composer.optimize.${option}.hint`)} className="choice ring-within relative flex h-8.5 items-center justify-center text-label has-checked:font-medium touch:h-11">
            <input
              type="radio"
              name="optimize"
              checked={optimize === option}
              onChange={() => composer.set({ optimize: option })}
              className="over-all"
            />
            <span className="pointer-events-none">{t(`composer.optimize.${option}`)}</span>
          </label>
        ))}
      </div>
      {finding && <Finding>{finding}</Finding>}
    </section>
  );
}

function SeedField({ finding }: { finding: string | undefined }) {
  const t = useTranslations();
  const seed = useComposerState((state) => state.settings.seed);
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <section className="flex flex-col gap-1.5">
      <FieldHead label={t("composer.moreFields")} />
      <button
        ref={anchor}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => {
          setWanted(true);
          setOpen(!open);
        }}
        className="flex h-8.5 items-center justify-between rounded border border-line px-3 text-label text-ink-2 hover:border-line-strong hover:text-ink touch:h-11"
      >
        <span className="truncate">{t("composer.seedIs", { seed: seed ?? t("composer.random") })}</span>
        <span aria-hidden className="text-fact">▾</span>
      </button>
      {wanted && <SeedPopover anchor={anchor} open={open} onOpenChange={setOpen} />}
      {finding && <Finding>{finding}</Finding>}
    </section>
  );
}
