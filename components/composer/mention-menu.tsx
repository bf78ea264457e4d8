"use client";

import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { atWordAt, mentionText, offeredFor, type AtWord, type Offered } from "@/components/composer/at-word";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { useTranslations } from "@/components/language/translations";
import { translatorNow } from "@/components/language/translator-now";
import { tellOfList } from "@/components/composer/list-attributes";
import { letterRect, standAt, typeOver, type PromptFieldParts } from "@/components/composer/prompt-places";
import { announce } from "@/components/ui/announcer";
import { classes } from "@/components/ui/classes";

/** References offered at an @: the focus stays in the prompt, which tells of the list by ARIA's attributes for a textbox. */
export function MentionMenu({ field, marks }: PromptFieldParts) {
  const t = useTranslations();
  const composer = useComposer();
  const tiles = useComposerState((state) => state.tiles);
  const [word, setWord] = useState<AtWord | null>(null);
  const [active, setActive] = useState(0);
  /** Where Escape was pressed: this @ opens nothing again. */
  const dismissed = useRef<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const offered = word ? offeredFor(word.query, tiles) : [];
  const current = Math.min(active, offered.length - 1);
  const isOpen = offered.length > 0;

  const look = useEffectEvent((mayOpen: boolean) => {
    const textarea = field.current;
    if (!textarea) return;
    const { value, selectionStart, selectionEnd } = textarea;
    const found = document.activeElement === textarea && selectionStart === selectionEnd ? atWordAt(value, selectionStart) : null;
    if (found?.start !== dismissed.current) dismissed.current = null;
    const next = found && dismissed.current === null && (mayOpen || word?.start === found.start) ? found : null;
    if (next?.query !== word?.query || next?.start !== word?.start) setActive(0);
    if (next && !word) announceOffer(offeredFor(next.query, composer.store.get().tiles).length);
    setWord(next);
  });

  const choose = (one: Offered | undefined) => {
    const textarea = field.current;
    if (!textarea || !word || !one) return;
    setWord(null);
    typeOver(textarea, word.start, word.end, mentionText(t, one.number, textarea.value.slice(word.end)));
    announce(t("references.named", { number: one.number, name: one.tile.name }));
  };

  const press = useEffectEvent((event: KeyboardEvent) => {
    /** A key that a Korean or Japanese keyboard uses to finish a letter is not ours. */
    if (!isOpen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case "ArrowDown": setActive((current + 1) % offered.length); break;
      case "ArrowUp": setActive((current + offered.length - 1) % offered.length); break;
      case "Enter":
      case "Tab":
        if (event.shiftKey) return;
        choose(offered[current]);
        break;
      case "Escape":
        dismissed.current = word?.start ?? null;
        setWord(null);
        break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  useEffect(() => {
    const textarea = field.current;
    if (!textarea) return;
    const ending = new AbortController();
    const { signal } = ending;
    textarea.addEventListener("input", () => look(true), { signal });
    textarea.addEventListener("keydown", press, { signal });
    textarea.addEventListener("blur", () => look(false), { signal });
    document.addEventListener("selectionchange", () => look(false), { signal });
    /** Typed before this was loaded. */
    look(true);
    return () => ending.abort();
  }, [field]);

  useEffect(() => {
    const textarea = field.current;
    if (textarea && isOpen) return tellOfList(textarea, id, current);
  }, [field, isOpen, id, current]);

  const start = word?.start ?? null;
  useLayoutEffect(() => {
    if (start === null || !isOpen) return;
    const place = () => {
      if (list.current && marks.current && field.current) standAt(list.current, within(letterRect(marks.current, start), field.current.getBoundingClientRect()));
    };
    place();
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    const ending = new AbortController();
    for (const name of ["resize", "scroll"]) window.addEventListener(name, place, { signal: ending.signal, capture: true });
    window.visualViewport?.addEventListener("resize", place, { signal: ending.signal });
    return () => ending.abort();
  }, [start, isOpen, current, offered.length, field, marks]);

  if (!isOpen) return null;
  return createPortal(
    <ul ref={list} id={id} role="listbox" aria-label={t("references.title")} className="fixed z-50 flex max-h-72 w-64 flex-col overflow-y-auto rounded border border-line-strong bg-sheet p-1 shadow-[0_4px_16px_rgb(0_0_0/0.2)]">
      {offered.map((one, at) => (
        <li
          key={one.tile.id}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === current}
          /** So that the prompt keeps the focus. */
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => setActive(at)}
          onClick={() => choose(one)}
          className={classes("flex shrink-0 cursor-default items-center gap-2.5 rounded-frame p-1 pr-2 text-label touch:min-h-11", at === current && "bg-raised")}
        >
          <Thumb offered={one} />
          <span className="shrink-0 font-medium">{t("references.image", { number: one.number })}</span>
          <span className="truncate text-ink-2">{one.tile.name}</span>
        </li>
      ))}
    </ul>,
    document.body,
  );
}

function Thumb({ offered: { tile } }: { offered: Offered }) {
  const src = tile.state === "stored" ? tile.reference.thumbUrl : "previewUrl" in tile ? tile.previewUrl : null;
  return src ? <img src={src} alt="" className="size-8 shrink-0 rounded-chip object-cover" /> : <span aria-hidden className="size-8 shrink-0 rounded-chip bg-raised" />;
}

const announceOffer = (count: number): void => {
  if (count > 0) announce(translatorNow()("composer.mentionsOffered", { count }));
};

/** Of a letter that is scrolled out of the prompt, the edge that it went behind. */
const within = ({ top, bottom, left }: DOMRect, box: DOMRect) => ({ left, top: Math.min(Math.max(top, box.top), box.bottom), bottom: Math.min(Math.max(bottom, box.top), box.bottom) });
