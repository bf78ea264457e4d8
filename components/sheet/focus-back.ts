import { isFocusLost } from "@/components/sheet/kept-stop";
import { whenDrawn } from "@/components/sheet/wanted-element";
import { limits } from "@/lib/limits";

/** What covers the page and keeps the focus. A toast is a dialog too, and covers nothing. */
const COVERING = "[role=dialog]:not([aria-modal=false]), [role=alertdialog]:not([aria-modal=false])";

/** From a toast, and from the frame that took its place: who went on elsewhere stays there. Under a dialog nobody sees what a key does: then the dialog has it. */
export function giveFocusBack(elementId: string): void {
  const isInToast = Boolean(document.activeElement?.closest("[role=region]"));
  const isOnFrame = Boolean(document.activeElement?.id.startsWith("frame-"));
  if (!isFocusLost() && !isInToast && !isOnFrame) return;
  const covering = [...document.querySelectorAll<HTMLElement>(COVERING)].at(-1);
  if (covering) return covering.focus();
  const until = performance.now() + limits.focusWaitMs;
  // The sheet hears of what is back a moment after the answer.
  const look = () => {
    const isThere = document.getElementById(elementId) !== null;
    if (isThere) whenDrawn(elementId, (element) => element.focus());
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  whenDrawn(elementId, () => undefined);
  look();
}
