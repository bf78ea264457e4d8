import { useEffect, useEffectEvent, useRef, type RefObject } from "react";
import { isOverPage } from "@/components/share/over-page-entry";

/**
 * A dialog over the whole page, with an entry of its own in the browser's history: Back closes it and stays on the page.
 * @returns how to leave it otherwise: by the same way back.
 */
export function useOverPage(dialog: RefObject<HTMLDialogElement | null>, hash: string, onLeft: () => void): () => void {
  const isLeaving = useRef(false);
  const left = useEffectEvent(() => {
    isLeaving.current = true;
    // First: what is below it takes no focus while it is open.
    dialog.current?.close();
    onLeft();
  });
  useEffect(() => {
    const opened = dialog.current;
    const { style } = document.documentElement;
    // Of the entry that Back leads to: the page is then where the last picture is, not where the first was pressed.
    history.scrollRestoration = "manual";
    // Reloaded while it was open, the page has that entry already.
    if (!isOverPage(history.state)) history.pushState({ isOverPage: true }, "", hash);
    style.overflow = "hidden";
    for (const video of document.querySelectorAll("video")) video.pause();
    opened?.showModal();
    opened?.focus();
    const onPopState = () => left();
    addEventListener("popstate", onPopState);
    return () => {
      removeEventListener("popstate", onPopState);
      opened?.close();
      style.overflow = "";
      history.scrollRestoration = "auto";
    };
  }, [dialog, hash]);
  return () => {
    if (isLeaving.current) return;
    isLeaving.current = true;
    history.back();
  };
}
