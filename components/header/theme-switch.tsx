"use client";

import { useTranslations } from "@/components/language/translations";
import { applyTheme, useTheme } from "@/components/theme-choice";
import { themeOf, themes } from "@/components/theme";

/** A native select: on a phone nothing is easier to use, and it costs no script. */
export function ThemeSwitch() {
  const t = useTranslations();
  const theme = useTheme();
  return (
    <label title={t("header.theme")} className="ring-within relative flex size-8 items-center justify-center rounded border border-line text-ink-2 hover:border-line-strong hover:text-ink touch:size-11 touch:border-transparent">
      <svg aria-hidden width="16" height="16" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
      </svg>
      <select
        aria-label={t("header.theme")}
        data-name="Theme"
        value={theme}
        onChange={({ currentTarget }) => applyTheme(themeOf(currentTarget.value))}
        className="over-all text-field"
      >
        {themes.map((name) => <option key={name} value={name}>{t(`header.theme.${name}`)}</option>)}
      </select>
    </label>
  );
}
