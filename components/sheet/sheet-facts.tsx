import { createContext, use } from "react";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { frameFileName } from "@/lib/generations/file-name";
import type { EngineState } from "@/lib/generations/submit";

/** What a further take would cost. */
export const EngineContext = createContext<EngineState | null>(null);

export function useEngine(): EngineState {
  const engine = use(EngineContext);
  if (!engine) throw new Error("outside of a sheet");
  return engine;
}

/** The session's, which names the files that are saved. */
export const TitleContext = createContext("");

export const saveName = (title: string, { output: { index, mime }, generation: { take, prompt } }: SheetFrame): string => frameFileName({ title, take, index, prompt, mime });
