"use client";

import { useInfiniteQuery, keepPreviousData } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { createPortal } from "react-dom";
import { useComposer } from "@/components/composer/composer-context";
import { tellOfList } from "@/components/composer/list-attributes";
import { choicesFor, type Choice } from "@/components/composer/prompt-choices";
import { PromptList } from "@/components/composer/prompt-list";
import { standAt, typeOver } from "@/components/composer/prompt-places";
import { useReplacedDrafts } from "@/components/composer/replaced-choices";
import { takePrompt } from "@/components/composer/take-prompt";
import { useSettled } from "@/components/composer/use-settled";
import { useTranslations } from "@/components/language/translations";
import { announce } from "@/components/ui/announcer";
import { limits } from "@/lib/limits";
import { promptsQuery } from "@/lib/records/queries";

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  /** What follows the slash; null where it was opened by its button: then it has a field of its own. */
  typed: string | null;
  onClose: () => void;
};

/** Earlier prompts shown before somebody asks for more, or looks for something. */
const FEW = 5;

/** Examples and earlier prompts. At a slash the focus stays in the prompt, which tells of the list by ARIA's attributes. */
export function PromptMenu({ field, typed, onClose }: Props) {
  const t = useTranslations();
  const composer = useComposer();
  const [looked, setLooked] = useState("");
  /** The choice in hand; another query begins at its first. */
  const [active, setActive] = useState({ query: "", at: 0 });
  const [isExpanded, setExpanded] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const id = useId();
  const isSlash = typed !== null;
  const query = typed ?? looked.trim();
  const activate = (at: number) => setActive({ query, at });
  const wanted = useSettled(query);
  const { data, isError, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({ ...promptsQuery(wanted), placeholderData: keepPreviousData });
  const drafts = useReplacedDrafts();
  const read = data?.pages.flatMap(({ prompts }) => prompts) ?? [];
  const isCut = !isExpanded && query === "" && read.length > FEW;
  const groups = choicesFor(t, { query, drafts, prompts: isCut ? read.slice(0, FEW) : read, isMore: isCut || hasNextPage });
  const choices = groups.flatMap((group) => group.choices);
  const current = Math.min(active.query === query ? active.at : 0, choices.length - 1);

  const close = () => {
    onClose();
    if (!isSlash) field.current?.focus();
  };

  const choose = (choice: Choice | undefined) => {
    switch (choice?.kind) {
      case undefined: return;
      case "more":
        if (isCut) setExpanded(true);
        else if (!isFetchingNextPage) void fetchNextPage();
        return;
      case "draft":
        close();
        if (isSlash && field.current) typeOver(field.current, 0, field.current.value.length, "");
        return composer.withAdditions((all) => all.loadReplaced(choice.replaced));
      case "prompt":
      case "example":
        close();
        if (field.current) takePrompt(composer, field.current, choice.text, isSlash);
        return;
      default: return choice satisfies never;
    }
  };

  const press = useEffectEvent((event: KeyboardEvent) => {
    /** A key that a Korean or Japanese keyboard uses to finish a letter is not ours. */
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case "ArrowDown": activate((current + 1) % Math.max(1, choices.length)); break;
      case "ArrowUp": activate((current + choices.length - 1) % Math.max(1, choices.length)); break;
      case "Enter":
      case "Tab":
        /** Where nothing is found, they do what they do in a prompt; in a field of its own Tab goes on. */
        if (event.shiftKey || (isSlash ? choices.length === 0 : event.key === "Tab")) return;
        choose(choices[current]);
        break;
      case "Escape": close(); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const target: HTMLElement | null = isSlash ? field.current : search.current;
    if (!target) return;
    target.focus();
    target.addEventListener("keydown", press);
    return () => target.removeEventListener("keydown", press);
  }, [field, isSlash]);

  const isOpen = choices.length > 0;
  useEffect(() => {
    const target: HTMLElement | null = isSlash ? field.current : search.current;
    if (target && isOpen) return tellOfList(target, id, current);
  }, [field, isSlash, isOpen, id, current]);

  const offered = choices.length;
  const isSettled = data !== undefined || isError;
  useEffect(() => {
    if (isSettled) announce(offered > 0 ? t("composer.prompts.offered", { count: offered }) : t("composer.prompts.none"));
  }, [isSettled, offered, t]);

  useLayoutEffect(() => {
    const place = () => {
      const prompt = field.current?.getBoundingClientRect();
      if (!box.current || !prompt) return;
      const foot = document.getElementById("prompt-foot")?.getBoundingClientRect() ?? prompt;
      standAt(box.current, isSlash ? { left: prompt.left, top: prompt.top, bottom: prompt.top + FIRST_LINE_PX } : foot);
    };
    place();
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    const ending = new AbortController();
    for (const name of ["resize", "scroll"]) window.addEventListener(name, ({ target }) => { if (!(target instanceof Node && box.current?.contains(target))) place(); }, { signal: ending.signal, capture: true });
    window.visualViewport?.addEventListener("resize", place, { signal: ending.signal });
    return () => ending.abort();
  }, [field, isSlash, current, offered, isSettled]);

  return createPortal(
    <div
      ref={box}
      data-name="Prompts"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!isSlash && !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) onClose();
      }}
      className="fixed z-50 flex max-h-[min(420px,70dvh)] w-[min(360px,calc(100vw-16px))] flex-col rounded border border-line-strong bg-sheet shadow-[0_4px_16px_rgb(0_0_0/0.2)]"
    >
      {!isSlash && (
        <input
          ref={search}
          type="text"
          aria-label={t("composer.examples.find")}
          placeholder={t("composer.examples.find")}
          value={looked}
          maxLength={limits.searchChars}
          autoComplete="off"
          onChange={({ currentTarget }) => setLooked(currentTarget.value)}
          className="m-1 h-8 shrink-0 rounded-frame bg-raised px-2 text-label outline-none placeholder:text-ink-3 max-md:text-field touch:h-11"
        />
      )}
      <PromptList id={id} groups={groups} current={current} onPoint={activate} onChoose={choose}>
        {!isSettled ? t("composer.prompts.reading") : isError ? t("composer.prompts.unanswered") : choices.length === 0 ? t("composer.prompts.none") : null}
      </PromptList>
    </div>,
    document.body,
  );
}

/** The line that the slash stands in, with the field's edge. */
const FIRST_LINE_PX = 32;
