"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState, type RefObject } from "react";
import { loadPromptMenu } from "@/components/composer/composer-parts";
import { slashQuery } from "@/components/composer/slash-word";

const PromptMenu = dynamic(loadPromptMenu, { ssr: false });

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  /** How often "Examples" was pressed. */
  asked: number;
};
type Open = { by: "slash"; query: string } | { by: "button" };

/** Opens examples and earlier prompts: at a slash in an empty prompt, and by the button at the prompt's foot. */
export function PromptMenuDoor({ field, asked }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const [answered, setAnswered] = useState(0);
  /** Escape was pressed: this slash opens nothing again. */
  const dismissed = useRef(false);
  if (asked !== answered) {
    setAnswered(asked);
    setOpen(open?.by === "button" ? null : { by: "button" });
  }

  useEffect(() => {
    const textarea = field.current;
    if (!textarea) return;
    const look = (mayOpen: boolean) => {
      const query = document.activeElement === textarea ? slashQuery(textarea.value, textarea.selectionEnd) : null;
      if (query === null) dismissed.current = false;
      const mayShow = query !== null && !dismissed.current;
      // By what is open then, not by what was drawn last: the caret moves between a letter and its drawing.
      setOpen((now) => {
        if (now?.by === "button") return now;
        if (!mayShow || (!mayOpen && now === null)) return null;
        return now?.query === query ? now : { by: "slash", query };
      });
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

  const close = () => {
    dismissed.current = open?.by === "slash";
    setOpen(null);
  };
  return open && <PromptMenu field={field} typed={open.by === "slash" ? open.query : null} onClose={close} />;
}
