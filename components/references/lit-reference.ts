import { createStore } from "@/components/ui/store";

/** The number that is pointed at, in the prompt or at its tile: the other one of the two lights up with it. */
export const litReference = createStore<number | null>(null);

export const lightReference = (number: number | null): void => litReference.set(() => number);

/** A tile's own element, by the number that the prompt calls it by. */
export const tileElement = (number: number): HTMLElement | null => document.querySelector<HTMLElement>(`[data-state][data-reference="${number}"]`);
