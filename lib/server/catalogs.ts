import "server-only";
import { en } from "@/lib/messages/en";
import { ko } from "@/lib/messages/ko";
import { languageFor, type Language } from "@/lib/messages/language";
import { translatorOf, type Messages, type Translator } from "@/lib/messages/translator";

export const catalogs: Record<Language, Messages> = { en, ko };

/** For a request that the framework has not taken in yet; as `languageFor` takes them. */
export function translatorFor(chosen: string | undefined, accepted: string | null): Translator {
  const language = languageFor(chosen, accepted);
  return translatorOf(language, catalogs[language]);
}
