import type { ComposerState } from "@/components/composer/composer-state";
import type { Store } from "@/components/ui/store";

/** More steps than this are not taken while a part of the page loads. */
const MOST_STEPS = 500;

/** What became of the prompt and the references, step by step, until whoever needs to know has loaded. */
export type Witness = { steps: readonly ComposerState[]; stop: () => void };

export function witnessOf(store: Store<ComposerState>): Witness {
  const steps = [store.get()];
  const stop = store.subscribe(() => {
    if (steps.length < MOST_STEPS) steps.push(store.get());
  });
  return { steps, stop };
}
