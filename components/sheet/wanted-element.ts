import { sketchFirst } from "@/components/sheet/scroll-pace";
import { createStore } from "@/components/ui/store";

/** The element that has, had or is to have the focus on the sheet: its take is drawn wherever it is, so that focus is never lost to a scroll. */
export const wantedElement = createStore<string | null>(null);

/** Runs with the element, once its take is drawn; not at all where there is none. */
export function whenDrawn(elementId: string, run: (element: HTMLElement) => void): void {
  const element = document.getElementById(elementId);
  if (!element) sketchFirst();
  wantedElement.set(() => elementId);
  if (element) return run(element);
  // React draws what a store asks for in a microtask, which was queued before this one.
  queueMicrotask(() => {
    const drawn = document.getElementById(elementId);
    if (drawn) run(drawn);
  });
}
