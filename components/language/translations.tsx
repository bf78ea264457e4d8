"use client";

import { createContext, use, useInsertionEffect, useMemo, type ReactNode } from "react";
import { speakAs } from "@/components/language/translator-now";
import type { Language } from "@/lib/messages/language";
import { translatorOf, type SomeMessages, type Translator } from "@/lib/messages/translator";

const TranslatorContext = createContext<Translator | null>(null);

/** The texts come with the page as data: only those of its language, and none of them as code. */
export function TranslationsProvider({ language, messages, children }: { language: Language; messages: SomeMessages; children: ReactNode }) {
  const t = useMemo(() => translatorOf(language, messages), [language, messages]);
  // Before any other effect, which may speak.
  useInsertionEffect(() => speakAs(t), [t]);
  return <TranslatorContext value={t}>{children}</TranslatorContext>;
}

export function useTranslations(): Translator {
  const t = use(TranslatorContext);
  if (t === null) throw new Error("outside of TranslationsProvider");
  return t;
}
