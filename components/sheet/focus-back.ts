import { isFocusLost } from "@/components/sheet/kept-stop";
import { whenDrawn } from "@/components/sheet/wanted-element";
import { limits } from "@/lib/limits";

/** What covers the page and keeps the focus. A toast is a dialog too, and covers nothing. */
const COVERING = "[role=dialog]:not([aria-modal=false]), [role=alertdialog]:not([aria-modal=false])";

/** Where an undo was asked for it leads to what is back: from its toast, from a frame, from nowhere. Who is elsewhere, or goes on before it is drawn, stays there. Under a dialog nobody sees what a key does: then the dialog has it. */
export function giveFocusBack(elementId: string): void {
  const from = document.activeElement;
  const isInToast = Boolean(from?.closest("[role=region]"));
  const isOnFrame = Boolean(from?.id.startsWith("frame-"));
  if (!isFocusLost() && !isInToast && !isOnFrame) return;
  const covering = [...document.querySelectorAll<HTMLElement>(COVERING)].at(-1);
  if (covering) return covering.focus();
  const until = performance.now() + limits.focusWaitMs;
  // What is back may be drawn a moment later.
  const look = () => {
    if (document.activeElement !== from && !isFocusLost()) return;
    const isThere = document.getElementById(elementId) !== null;
    if (isThere) whenDrawn(elementId, (element) => element.focus());
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  whenDrawn(elementId, () => undefined);
  look();
}
