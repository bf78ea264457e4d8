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
let timer: ReturnType<typeof setTimeout> | undefined;

export function noteScroll(y: number, atMs: number): void {
  const stepMs = Math.min(LONGEST_STEP_MS, Math.max(1, atMs - last.atMs));
  const isRush = Math.abs(y - last.y) > RUSH_PX_PER_MS * stepMs;
  last = { y, atMs };
  if (!isRush) return;
  rushing.set(() => true);
  clearTimeout(timer);
  timer = setTimeout(() => rushing.set(() => false), REST_MS);
}

/** Whether a picture is to be fetched: not while it rushes by, and once it is, for good. */
export function useFetched(): boolean {
  const isRushing = useStore(rushing, (state) => state);
  const [isFetched, setFetched] = useState(!isRushing);
  if (!isRushing && !isFetched) setFetched(true);
  return isFetched || !isRushing;
}
