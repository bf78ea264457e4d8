import type { Translator } from "@/lib/messages/translator";

let current: Translator | null = null;

/** The provider's alone, and in the browser only: a server speaks to several people at once. */
export function speakAs(translator: Translator): void {
  current = translator;
}

/**
 * For what happens outside of React and is said at once, in an announcement or a toast. What is drawn uses
 * `useTranslations`, so that a change of the language draws it again.
 */
export function translatorNow(): Translator {
  if (current === null) throw new Error("no language yet: what is drawn uses useTranslations()");
  return current;
}
