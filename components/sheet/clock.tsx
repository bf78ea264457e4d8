"use client";

import { createContext, use, useState, useSyncExternalStore, type ReactNode } from "react";

/** The server's clock as it was when the sheet was read, and how far this computer's clock is off. */
type Clock = { now: number; skewMs: number };
const ClockContext = createContext<Clock>({ now: 0, skewMs: 0 });

/** Under this a new measure is the network's jitter: following it would make seconds jump. */
const SKEW_STEP_MS = 1000;
const LOOK_MS = 250;

/** `now` is the server's time at the moment that was `arrivedAt` here. */
export function ServerClock({ now, arrivedAt, children }: { now: number; arrivedAt: number; children: ReactNode }) {
  const measuredMs = now - arrivedAt;
  const [skewMs, setSkewMs] = useState(measuredMs);
  if (Math.abs(measuredMs - skewMs) > SKEW_STEP_MS) setSkewMs(measuredMs);
  return <ClockContext value={{ now, skewMs }}>{children}</ClockContext>;
}

function everySecond(onSecond: () => void) {
  const timer = setInterval(onSecond, LOOK_MS);
  return () => clearInterval(timer);
}
const secondNow = () => Math.floor(Date.now() / 1000);
const noSecond = () => null;

/** Milliseconds since a moment of the server's clock; ticks each second. */
export function useElapsedMs(sinceMs: number): number {
  const { now, skewMs } = use(ClockContext);
  const second = useSyncExternalStore(everySecond, secondNow, noSecond);
  return (second === null ? now : second * 1000 + skewMs) - sinceMs;
}
