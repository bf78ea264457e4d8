"use client";

import { createStore, useStore } from "@/components/ui/store";

const spoken = createStore({ text: "", nth: 0 });

/** Says a sentence to screen readers, once, politely. */
export const announce = (text: string): void => spoken.set(({ nth }) => ({ text, nth: nth + 1 }));

/** The page's one live region. */
export function Announcer() {
  const { text, nth } = useStore(spoken, (state) => state);
  return (
    <div className="sr-only" role="status" aria-live="polite">
      <span key={nth}>{text}</span>
    </div>
  );
}
