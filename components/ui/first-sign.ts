import { useEffect, useState } from "react";

const SIGNS = ["pointermove", "pointerdown", "keydown"] as const;

/** Runs once, at the first sign of a person: a page that is only looked at pays for nothing more. @returns what ends the wait. */
export function atFirstSign(page: Pick<EventTarget, "addEventListener" | "removeEventListener">, run: () => void): () => void {
  const stop = () => {
    for (const sign of SIGNS) page.removeEventListener(sign, start);
  };
  const start = () => {
    stop();
    run();
  };
  for (const sign of SIGNS) page.addEventListener(sign, start, { passive: true });
  return stop;
}

export function useFirstSign(): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => atFirstSign(window, () => setThere(true)), []);
  return isThere;
}
