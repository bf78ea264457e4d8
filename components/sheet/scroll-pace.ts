import { useState } from "react";
import { createStore, useStore } from "@/components/ui/store";

/** Faster than this nobody sees what goes by: to fetch and decode it would make the scroll itself slow. */
const RUSH_PX_PER_MS = 1.2;
/** So long after the last rush it is looked at again. */
const REST_MS = 120;
/** A jump after a rest is as quick as this. */
const LONGEST_STEP_MS = 100;

export const rushing = createStore(false);
let last = { y: 0, atMs: 0 };
let rushedAtMs = 0;
let isWaiting = false;

export function noteScroll(y: number, atMs: number): void {
  const stepMs = Math.min(LONGEST_STEP_MS, Math.max(1, atMs - last.atMs));
  const isRush = Math.abs(y - last.y) > RUSH_PX_PER_MS * stepMs;
  last = { y, atMs };
  if (!isRush) return;
  rushedAtMs = atMs;
  rushing.set(() => true);
  if (!isWaiting) waitForRest();
}

function waitForRest(): void {
  isWaiting = true;
  // A page that is slow hears of a scroll only with its next frame: before that nobody knows whether it rests.
  setTimeout(() => requestAnimationFrame((atMs) => {
    if (atMs - rushedAtMs < REST_MS) return waitForRest();
    isWaiting = false;
    rushing.set(() => false);
  }), REST_MS);
}

/** What a press brings from afar, or all at once, is sketched in the next frame and drawn in full in the one after it: the press is answered sooner. */
export function sketchFirst(): void {
  rushing.set(() => true);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (!isWaiting) rushing.set(() => false);
  }));
}

/** Whether something is to be drawn in full, its pictures fetched: not while it rushes by, and once it is, for good. */
export function useDrawnInFull(): boolean {
  const [isFull, setFull] = useState(() => !rushing.get());
  const isNow = useStore(rushing, (isRushing) => isFull || !isRushing);
  if (isNow && !isFull) setFull(true);
  return isNow;
}
