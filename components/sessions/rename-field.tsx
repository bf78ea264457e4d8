"use client";

import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import { classes } from "@/components/ui/classes";
import { limits } from "@/lib/limits";

type Props = {
  title: string;
  className?: string;
  /** `refocus`: it was ended by a key, so that focus belongs to what stood here before. */
  onDone: (typed: string | null, refocus: boolean) => void;
};

/** In the title's own place: Enter or a click elsewhere keeps, Escape does not. */
export function RenameField({ title, className, onDone }: Props) {
  const t = useTranslations();
  const [typed, setTyped] = useState(title);
  const done = useRef(false);
  const end = (kept: string | null, refocus: boolean) => {
    if (done.current) return;
    done.current = true;
    onDone(kept, refocus);
  };
  const onKey = (event: KeyboardEvent) => {
    /** Enter also ends a Korean syllable. */
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") end(typed, true);
    if (event.key === "Escape") {
      /** The folded composer listens for it too. */
      event.preventDefault();
      event.stopPropagation();
      end(null, true);
    }
  };
  return (
    <input
      ref={selectOnce}
      type="text"
      aria-label={t("sessions.title")}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget: { value } }) => setTyped(Array.from(value).slice(0, limits.typedTitleChars).join(""))}
      onKeyDown={onKey}
      onBlur={() => end(typed, false)}
      className={classes("h-8 w-full min-w-0 rounded border border-ink bg-raised px-2 font-medium max-md:text-field touch:h-11", className)}
    />
  );
}

const selectOnce = (input: HTMLInputElement | null): void => {
  input?.focus();
  input?.select();
};
