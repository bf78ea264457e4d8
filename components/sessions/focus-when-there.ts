import { limits } from "@/lib/limits";

/** Nowhere, or where a session's menu gave it back to. */
const isFocusFree = (): boolean => {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.matches("[data-session]");
};

/**
 * Focus for what another page or another drawing of the list brings: the first element that fits, once it is there and
 * nothing else has the focus. Who goes to something meanwhile keeps it.
 */
export function focusWhenThere(find: () => HTMLElement | null): void {
  const until = performance.now() + limits.focusWaitMs;
  const look = () => {
    const element = find();
    if (element && isFocusFree()) element.focus({ preventScroll: true });
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  look();
}

const titleOf = (condition: string) => document.querySelector<HTMLElement>(`[data-session]${condition}`);

/** In a session that has just been made: the prompt, or its name where a keyboard on the screen would come with it. */
export function focusNewSession(sessionId: string): void {
  focusWhenThere(() => {
    const title = titleOf(`[data-session="${sessionId}"]`);
    return title && window.matchMedia("(pointer: fine)").matches ? document.getElementById("prompt") : title;
  });
}

/** In whichever session takes the place of this one. */
export const focusInsteadOf = (sessionId: string): void => focusWhenThere(() => titleOf(`:not([data-session="${sessionId}"])`));
