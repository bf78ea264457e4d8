"use client";

import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { useTranslations } from "@/components/language/translations";
import { Button } from "@/components/ui/button";
import { Popover, type PopoverProps } from "@/components/ui/popover";

const DIGITS_ONLY = /^\d{1,10}$/;

export function SeedPopover(props: Pick<PopoverProps, "anchor" | "open" | "onOpenChange">) {
  const t = useTranslations();
  const composer = useComposer();
  const seed = useComposerState((state) => state.settings.seed);
  const { min, max } = composer.model.seedRange;

  const choose = (text: string): void => {
    if (text === "") return composer.set({ seed: null });
    if (!DIGITS_ONLY.test(text)) return;
    composer.set({ seed: Math.min(max, Math.max(min, Number(text))) });
  };

  return (
    <Popover {...props} title={t("composer.seed")}>
      <label className="flex flex-col gap-1.5">
        <span className="sr-only">{t("composer.seed")}</span>
        <input
          inputMode="numeric"
          autoComplete="off"
          value={seed ?? ""}
          placeholder={t("composer.random")}
          onChange={(event) => choose(event.currentTarget.value)}
          className="h-9 rounded border border-line-strong bg-raised px-3 font-mono text-body tabular-nums placeholder:text-ink-3 max-md:text-field touch:h-11"
        />
      </label>
      <p className="text-hint text-ink-3">{t("composer.seedHint", { count: max })}</p>
      <div className="flex gap-2">
        <Button onClick={() => composer.set({ seed: null })}>{t("composer.randomEach")}</Button>
      </div>
    </Popover>
  );
}
