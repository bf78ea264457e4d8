import type { ComponentType } from "react";
import { createStore } from "@/components/ui/store";

/** Why the page that is open no longer fits the server. */
export type Outdated =
  /** The server was replaced by another build. */
  | "new_version"
  /** A part that loads on demand did not come: the build it belongs to may be gone. */
  | "part_missing";

export const outdated = createStore<Outdated | null>(null);

export const noteOutdated = (why: Outdated): void => outdated.set((known) => (known === "new_version" ? known : why));

/** Next's own name for it: its test for it would bring all of its navigation into the first load. */
const UNRECOGNIZED = "UnrecognizedActionError";

/** An action that the server no longer knows is a new version's; who asked hears of the failure as of any other. */
export function watched<Args extends unknown[], Answer>(action: (...args: Args) => Promise<Answer>): (...args: Args) => Promise<Answer> {
  return async (...args) => {
    try {
      return await action(...args);
    } catch (error) {
      if (error instanceof Error && error.name === UNRECOGNIZED) noteOutdated("new_version");
      throw error;
    }
  };
}

/** For `dynamic()`: a part that does not come must not take the page, and what was typed on it, along. */
export function onDemand<Props>(load: () => Promise<ComponentType<Props>>): () => Promise<ComponentType<Props>> {
  return () => load().catch(() => {
    noteOutdated("part_missing");
    return () => null;
  });
}
