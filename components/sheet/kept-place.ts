import { useEffect, useLayoutEffect, type RefObject } from "react";
import { whenDrawn } from "@/components/sheet/wanted-element";

/** Where a session's sheet was left: the first take in view, and where it stood in the window. */
type Place = { elementId: string; topPx: number };
const places = new Map<string, Place>();
const MOST_PLACES = 50;

/** The page that the browser's Back or Forward went to last, since a sheet was left. */
let travelledTo: string | null = null;
let isListening = false;

function listen(): void {
  if (isListening) return;
  isListening = true;
  addEventListener("popstate", () => {
    travelledTo = location.pathname;
  });
}

/** A session that one comes back to, and does not open anew, stands where it was left: it is drawn too late for the browser to see to that. */
export function useKeptPlace(sessionId: string, pane: RefObject<HTMLElement | null>): void {
  // Not before the list listens to what is wanted of it.
  useEffect(() => {
    const place = places.get(sessionId);
    if (place && travelledTo === location.pathname) whenDrawn(place.elementId, (take) => scrollBy(0, take.getBoundingClientRect().top - place.topPx));
    travelledTo = null;
  }, [sessionId]);
  useLayoutEffect(() => {
    const element = pane.current;
    return () => {
      listen();
      travelledTo = null;
      const left = placeIn(element);
      places.delete(sessionId);
      if (left) places.set(sessionId, left);
      const [oldest] = places.keys();
      if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest);
    };
  }, [sessionId, pane]);
}

function placeIn(pane: HTMLElement | null): Place | null {
  if (scrollY === 0) return null;
  for (const take of pane?.querySelectorAll("article") ?? []) {
    const { top, bottom } = take.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight) return { elementId: take.id, topPx: top };
  }
  return null;
}
