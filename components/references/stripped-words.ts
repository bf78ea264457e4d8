import type { Translator } from "@/lib/messages/translator";
import type { Stripped } from "@/lib/references/source";

/** What cannot be seen in a picture, and must not leave with it. */
export const strippedWords = (t: Translator, what: readonly Stripped[]): string => what.map((kind) => t(`references.stripped.${kind}`)).join(", ");
