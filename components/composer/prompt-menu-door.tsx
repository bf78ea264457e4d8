"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState, type RefObject } from "react";
import { loadPromptMenu } from "@/components/composer/composer-parts";
import { slashQuery } from "@/components/composer/slash-word";

const PromptMenu = dynamic(loadPromptMenu, { ssr: false });

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  /** "Examples" was pressed: the list has a field of its own then. */
  isAsked: boolean;
  onAnswered: () => void;
};

/** Opens examples and earlier prompts: at a slash in an empty prompt, and by the button at the prompt's foot. */
export function PromptMenuDoor({ field, isAsked, onAnswered }: Props) {
  /** What follows the slash; null where nothing is open by it. */
  const [typed, setTyped] = useState<string | null>(null);
  /** Escape was pressed: this slash opens nothing again. */
  const dismissed = useRef(false);

  useEffect(() => {
    const textarea = field.current;
    if (!textarea) return;
    const look = (mayOpen: boolean) => {
      const query = document.activeElement === textarea ? slashQuery(textarea.value, textarea.selectionEnd) : null;
      if (query === null) dismissed.current = false;
      const mayShow = query !== null && !dismissed.current;
      // By what is open then, not by what was drawn last: the caret moves between a letter and its drawing.
      setTyped((now) => (mayShow && (mayOpen || now !== null) ? query : null));
    };
    const ending = new AbortController();
    const { signal } = ending;
    textarea.addEventListener("input", () => look(true), { signal });
    textarea.addEventListener("blur", () => look(false), { signal });
    document.addEventListener("selectionchange", () => look(false), { signal });
    /** Typed before this was loaded. */
    look(true);
    return () => ending.abort();
  }, [field]);

  const dismiss = () => {
    dismissed.current = true;
    setTyped(null);
  };
  if (isAsked) return <PromptMenu field={field} typed={null} onClose={onAnswered} />;
  return typed !== null && <PromptMenu field={field} typed={typed} onClose={dismiss} />;
}
