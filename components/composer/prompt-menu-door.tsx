"use client";

import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
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

  const look = useEffectEvent((mayOpen: boolean) => {
    const textarea = field.current;
    if (!textarea || open?.by === "button") return;
    const query = document.activeElement === textarea ? slashQuery(textarea.value, textarea.selectionEnd) : null;
    if (query === null) dismissed.current = false;
    const isShown = query !== null && !dismissed.current && (mayOpen || open !== null);
    setOpen((now) => (!isShown ? null : now?.by === "slash" && now.query === query ? now : { by: "slash", query }));
  });
  useEffect(() => {
    const textarea = field.current;
    if (!textarea) return;
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
