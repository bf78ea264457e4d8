import { createContext, use } from "react";
import { nothingPending, type Pending } from "@/components/sheet/pending-changes";
import { nothingSelected, type Selection } from "@/components/sheet/selection";
import { createStore, useStore, type Store } from "@/components/ui/store";

/** What the person has in hand on a sheet; apart from React, so that a frame is drawn again only when it is concerned. */
export type Desk = {
  selection: Store<Selection>;
  /** The element that Tab leads to: one frame, or an older take's row. */
  stop: Store<string | null>;
  /** Older takes that stay whole, because they were unfolded or are worked at. */
  opened: Store<ReadonlySet<string>>;
  pending: Store<Pending>;
};

export const createDesk = (): Desk => ({
  selection: createStore(nothingSelected),
  stop: createStore<string | null>(null),
  opened: createStore<ReadonlySet<string>>(new Set()),
  pending: createStore(nothingPending),
});

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext;

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("outside of a sheet");
  return desk;
}

/** A take that is worked at does not fold under the person's hands. */
export const keepOpen = ({ opened }: Desk, generationId: string): void =>
  opened.set((ids) => (ids.has(generationId) ? ids : new Set([...ids, generationId])));

export const useIsStop = (elementId: string): boolean => useStore(useDesk().stop, (stop) => stop === elementId);
export const useIsSelected = (outputId: string): boolean => useStore(useDesk().selection, ({ selected }) => selected.has(outputId));
