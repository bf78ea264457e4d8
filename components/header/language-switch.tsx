"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadRedraw } from "@/components/on-demand";
import { languageCookie, languageNames, languageOf, languages, type Language } from "@/lib/messages/language";

const Redraw = dynamic(loadRedraw, { ssr: false });

const YEAR_S = 365 * 24 * 60 * 60;
function keep(language: Language): void {
  document.cookie = `${languageCookie}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

const SIGNS: Record<Language, string> = { en: "EN", ko: "한" };

/** The page is drawn again in the other language around what it holds: what is typed, and what is on its way, stays. */
export function LanguageSwitch() {
  const t = useTranslations();
  const [chosen, setChosen] = useState(t.language);
  const choose = (language: Language) => {
    keep(language);
    setChosen(language);
  };
  return (
    <label title={t("header.language")} className="ring-within relative flex size-8 items-center justify-center rounded border border-line text-hint font-medium text-ink-2 hover:border-line-strong hover:text-ink touch:size-11 touch:border-transparent">
      <span aria-hidden>{SIGNS[chosen]}</span>
      <select
        aria-label={t("header.language")}
        data-name="Language"
        value={chosen}
        onChange={({ currentTarget }) => choose(languageOf(currentTarget.value) ?? chosen)}
        className="over-all text-field"
      >
        {languages.map((language) => <option key={language} value={language} lang={language}>{languageNames[language]}</option>)}
      </select>
      {chosen !== t.language && <Redraw key={chosen} />}
    </label>
  );
}
