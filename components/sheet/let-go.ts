import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { Desk } from "@/components/sheet/desk";
import { sheetParts } from "@/components/sheet/sheet-parts";
import { isSettled } from "@/lib/generations/generation";
import type { SheetData } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";

/** Who has read far back and is at the newest takes again has a tab as light as at its beginning. Not while something older is in hand. */
export function useLetGo(sessionId: string, { generations }: SheetData, { selection, pending }: Desk): void {
  const queryClient = useQueryClient();
  const holdsMuch = generations.length > limits.heldTakes;
  const letGo = useEffectEvent(async () => {
    const { marks, gone } = pending.get();
    const inHand = selection.get().selected.size + marks.size + gone.size > 0 || isFocusBelow() || holdsOlder(location.search);
    if (inHand || generations.slice(limits.heldTakes).some((generation) => !isSettled(generation))) return;
    const letGoOlder = await sheetParts.letGoOlder();
    await letGoOlder(queryClient, sessionId);
  });
  useEffect(() => {
    if (!holdsMuch) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      // A page that does not come leaves everything as it is.
      if (scrollY < innerHeight) timer = setTimeout(() => void letGo().catch(() => undefined), limits.letGoMs);
    };
    wait();
    addEventListener("scroll", wait, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", wait);
    };
  }, [holdsMuch]);
}

/** A frame that is large may be an old one; and the pages of marked takes that were read stand beside the sheet's own, with nothing between. */
export function holdsOlder(search: string): boolean {
  const address = new URLSearchParams(search);
  return address.has("frame") || address.has("marked");
}

/** What has the focus may be drawn far below what is in view. */
const isFocusBelow = (): boolean => (document.activeElement?.closest("article")?.getBoundingClientRect().top ?? 0) > innerHeight;
