import type { RefObject } from "react";

export type PromptFieldParts = { field: RefObject<HTMLTextAreaElement | null>; marks: RefObject<HTMLDivElement | null> };

/** The layer of marks behind the prompt has its very text in its very lines: where a letter of the prompt stands is read there. */
export function letterRect(marks: HTMLElement, index: number): DOMRect {
  const texts = document.createTreeWalker(marks, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const length = text.textContent?.length ?? 0;
    if (index < at + length) {
      const range = document.createRange();
      range.setStart(text, index - at);
      range.setEnd(text, index - at + 1);
      return range.getClientRects()[0] ?? range.getBoundingClientRect();
    }
    at += length;
  }
  return marks.getBoundingClientRect();
}

/** The number of the reference whose name is at this point of the screen. */
export function mentionAtPoint(marks: HTMLElement, x: number, y: number): number | null {
  const mentions = [...marks.querySelectorAll<HTMLElement>("[data-mention]")];
  const hit = mentions.find((mention) => [...mention.getClientRects()].some(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom));
  return hit ? Number(hit.dataset.mention) : null;
}

const GAP = 4;
const EDGE = 8;
/** With less room than this the other side is better. */
const LEAST_PX = 160;

/** Puts a list under what it belongs to, or above it where there is more room; never outside of what a keyboard on the screen leaves to see. */
export function standAt(list: HTMLElement, at: Pick<DOMRect, "top" | "bottom" | "left">): void {
  const view = window.visualViewport ?? { offsetTop: 0, offsetLeft: 0, height: window.innerHeight, width: window.innerWidth };
  list.style.maxHeight = "";
  const { width, height } = list.getBoundingClientRect();
  const below = view.offsetTop + view.height - EDGE - (at.bottom + GAP);
  const above = at.top - GAP - (view.offsetTop + EDGE);
  const isBelow = height <= below || below >= Math.max(above, LEAST_PX);
  const room = Math.max(0, isBelow ? below : above);
  const shown = Math.min(height, room);
  list.style.maxHeight = `${shown}px`;
  list.style.top = `${isBelow ? at.bottom + GAP : at.top - GAP - shown}px`;
  list.style.left = `${Math.max(view.offsetLeft + EDGE, Math.min(at.left, view.offsetLeft + view.width - width - EDGE))}px`;
}

/** Replaces a part of what is typed as typing would: the browser's own undo takes it back. */
export function typeOver(field: HTMLTextAreaElement, start: number, end: number, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  /** Deprecated, and the only way that keeps the field's undo; where it is gone, the text is set all the same. */
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
