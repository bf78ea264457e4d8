import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { languageCookie, languageFor, type Language } from "@/lib/messages/language";
import { translatorOf, type Messages, type SomeMessages, type Translator } from "@/lib/messages/translator";
import { catalogs } from "@/lib/server/catalogs";

/** The language of the page that is asked for, and its texts: a page brings no other's. */
export const requestMessages = cache(async (): Promise<{ language: Language; messages: Messages }> => {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const language = languageFor(jar.get(languageCookie)?.value, asked.get("accept-language"));
  return { language, messages: catalogs[language] };
});

/** Of a page that says little: the texts whose keys begin so. */
export async function requestMessagesOf(...prefixes: readonly string[]): Promise<{ language: Language; messages: SomeMessages }> {
  const { language, messages } = await requestMessages();
  return { language, messages: Object.fromEntries(Object.entries(messages).filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix)))) };
}

/** For what the server itself draws; it hands the translator on to components that run on the server alone. */
export async function requestTranslator(): Promise<Translator> {
  const { language, messages } = await requestMessages();
  return translatorOf(language, messages);
}
