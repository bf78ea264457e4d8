import type { ComposerState } from "@/components/composer/composer-state";
import { mentionAtPoint } from "@/components/composer/prompt-places";
import { translatorNow } from "@/components/language/translator-now";
import { lightReference, tileElement } from "@/components/references/lit-reference";
import { isPlaced } from "@/components/references/tile";
import type { Store } from "@/components/ui/store";
import { referencesInPrompt } from "@/lib/models/prompt-count";

/** The number of the reference that the caret stands in or beside. */
function mentionAtCaret({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): number | null {
  return referencesInPrompt(value).find(({ start, end }) => start <= selectionStart && selectionEnd <= end)?.number ?? null;
}

function goTo(number: number): void {
  const tile = tileElement(number);
  tile?.scrollIntoView({ block: "nearest", inline: "nearest" });
  tile?.querySelector("button")?.focus();
}

/**
 * A reference's name in the prompt lights its tile while the mouse or the caret is on it; Ctrl or Cmd and a click, or
 * Alt and Enter, go to it. A plain click stays the caret's. Answers how to stop.
 */
export function linkMentions(field: HTMLTextAreaElement, marks: HTMLElement, store: Store<ComposerState>): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const ofCaret = () => (document.activeElement === field ? mentionAtCaret(field) : null);

  const sayWhere = (number: number | null) => {
    const tile = number === null ? undefined : store.get().tiles.filter(isPlaced)[number - 1];
    field.title = number === null ? "" : titleOf(number, tile?.name);
  };
  field.addEventListener("mousemove", ({ clientX, clientY }) => {
    const pointed = mentionAtPoint(marks, clientX, clientY);
    sayWhere(pointed);
    lightReference(pointed ?? ofCaret());
  }, { signal });
  field.addEventListener("mouseleave", () => lightReference(ofCaret()), { signal });
  field.addEventListener("blur", () => lightReference(null), { signal });
  document.addEventListener("selectionchange", () => {
    if (document.activeElement === field) lightReference(ofCaret());
  }, { signal });
  field.addEventListener("click", ({ ctrlKey, metaKey, clientX, clientY }) => {
    const pointed = ctrlKey || metaKey ? mentionAtPoint(marks, clientX, clientY) : null;
    if (pointed !== null) goTo(pointed);
  }, { signal });
  field.addEventListener("keydown", (event) => {
    const number = event.altKey && event.key === "Enter" && !event.isComposing ? mentionAtCaret(field) : null;
    if (number === null) return;
    event.preventDefault();
    goTo(number);
  }, { signal });
  /** Where the caret stood before this was loaded. */
  if (ofCaret() !== null) lightReference(ofCaret());
  return () => {
    ending.abort();
    lightReference(null);
  };
}

function titleOf(number: number, name: string | undefined): string {
  const t = translatorNow();
  return name === undefined ? t("composer.mentionMissing", { number }) : t("composer.mentionGoes", { number, name, key: onMac() ? "⌘" : "Ctrl" });
}

const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);
