import { createStore, type Store } from "@/components/ui/store";

/** What of a window it needs. */
export type Pages = {
  history: Pick<History, "state" | "pushState" | "replaceState" | "back">;
  addEventListener: (type: "popstate", listener: (event: { state: unknown }) => void) => void;
  removeEventListener: (type: "popstate", listener: (event: { state: unknown }) => void) => void;
};

export type ShownFrame = {
  /** The output's id; null while the lightbox is closed. */
  shown: Store<string | null>;
  /** Opens the lightbox, or goes on to another frame in it. */
  show: (outputId: string) => void;
  close: () => void;
  /** Answers how to stop. */
  start: () => () => void;
};

/**
 * The lightbox is one entry of the browser's history while it is open: Back closes it instead of leaving the studio, and
 * a reload opens it again. What is shown is held here, not read from the history: the router may rewrite its entries.
 */
export function createShownFrame(pages: () => Pages): ShownFrame {
  const shown = createStore<string | null>(null);
  let hasEntry = false;
  const follow = (state: unknown) => {
    const outputId = frameIn(state);
    hasEntry = outputId !== null;
    shown.set(() => outputId);
  };
  return {
    shown,
    show(outputId) {
      const { history } = pages();
      if (hasEntry) history.replaceState({ shownFrame: outputId }, "");
      else history.pushState({ shownFrame: outputId }, "");
      hasEntry = true;
      shown.set(() => outputId);
    },
    close() {
      shown.set(() => null);
      if (hasEntry) pages().history.back();
      hasEntry = false;
    },
    start() {
      const page = pages();
      const onPopState = ({ state }: { state: unknown }) => follow(state);
      follow(page.history.state);
      page.addEventListener("popstate", onPopState);
      return () => page.removeEventListener("popstate", onPopState);
    },
  };
}

function frameIn(state: unknown): string | null {
  if (typeof state !== "object" || state === null || !("shownFrame" in state)) return null;
  return typeof state.shownFrame === "string" ? state.shownFrame : null;
}
