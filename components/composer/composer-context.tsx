"use client";

import { createContext, use } from "react";
import type { Composer } from "@/components/composer/composer";
import type { ComposerState } from "@/components/composer/composer-state";
import { useStore } from "@/components/ui/store";

const Context = createContext<Composer | null>(null);
export const ComposerProvider = Context;

export function useComposer(): Composer {
  const composer = use(Context);
  if (!composer) throw new Error("the composer is drawn outside of its provider");
  return composer;
}

/** `select` must answer the same value for the same state. */
export const useComposerState = <T,>(select: (state: ComposerState) => T): T => useStore(useComposer().store, select);
