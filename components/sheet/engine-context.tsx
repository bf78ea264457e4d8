import { createContext, use } from "react";
import type { EngineState } from "@/lib/generations/submit";

/** What a further take would cost. */
export const EngineContext = createContext<EngineState | null>(null);

export function useEngine(): EngineState {
  const engine = use(EngineContext);
  if (!engine) throw new Error("outside of a sheet");
  return engine;
}
