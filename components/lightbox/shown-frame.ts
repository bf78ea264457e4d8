import { createStore, type Store } from "@/components/ui/store";

/** What of a window it needs. */
export type Pages = {
  location: { href: string };
  history: Pick<History, "state" | "pushState" | "replaceState" | "back">;
  addEventListener: (type: "popstate", listener: (event: { state: unknown }) => void) => void;
  removeEventListener: (type: "popstate", listener: (event: { state: unknown }) => void) => void;
};

/** `name`: "6-2". `beside`: what it is compared with, "6-3" or one of its references, "image-1"; empty where nothing is. */
export type Shown = { name: string; beside: readonly string[] };

export type ShownFrame = {
  /** null while the lightbox is closed. */
  shown: Store<Shown | null>;
  /** Opens the lightbox, or goes on to another frame in it. */
  show: (name: string, beside?: readonly string[]) => void;
  close: () => void;
  /** Answers how to stop. */
  start: () => () => void;
};

/** Safari takes a hundred changes of the address in half a minute, and a key that is held makes more: those are written when it rests. */
const ADDRESS_MS = 400;
/** Four pictures side by side are as many as can be told apart. */
export const mostBeside = 3;

/**
 * The lightbox is one entry of the browser's history while it is open: Back closes it instead of leaving the studio, and
 * a reload, or a copied address, opens it again. What is shown is held here, not read from the history: the router may
 * rewrite its entries.
 */
export function createShownFrame(pages: () => Pages): ShownFrame {
  const shown = createStore<Shown | null>(null);
  let hasEntry = false;
  let writing: ReturnType<typeof setTimeout> | undefined;
  let steppedAt = Number.NEGATIVE_INFINITY;
  const write = (now: Shown | null) => pages().history.replaceState(now && hasEntry ? entry() : null, "", addressOf(pages().location.href, now));
  const follow = (state: unknown) => {
    clearTimeout(writing);
    const found = shownIn(pages().location.href);
    hasEntry = found !== null && isEntry(state);
    shown.set(() => found);
  };
  return {
    shown,
    show(name, beside = []) {
      const next = { name, beside: beside.slice(0, mostBeside) };
      clearTimeout(writing);
      if (shown.get() === null) {
        pages().history.pushState(entry(), "", addressOf(pages().location.href, next));
        hasEntry = true;
      } else if (Date.now() - steppedAt >= ADDRESS_MS) {
        write(next);
      } else {
        writing = setTimeout(() => write(next), ADDRESS_MS);
      }
      steppedAt = Date.now();
      shown.set(() => next);
    },
    close() {
      clearTimeout(writing);
      if (shown.get() === null) return;
      shown.set(() => null);
      if (hasEntry) pages().history.back();
      else write(null);
      hasEntry = false;
    },
    start() {
      const page = pages();
      const onPopState = ({ state }: { state: unknown }) => follow(state);
      follow(page.history.state);
      page.addEventListener("popstate", onPopState);
      return () => {
        clearTimeout(writing);
        page.removeEventListener("popstate", onPopState);
      };
    },
  };
}

/** A new one each time: the router writes what is its own into what it is given. */
const entry = () => ({ shownFrame: true });
const isEntry = (state: unknown): boolean => typeof state === "object" && state !== null && "shownFrame" in state && state.shownFrame === true;

const FRAME = /^\d{1,6}-\d{1,4}$/;
const REFERENCE = /^image-\d{1,2}$/;

/** What an address names; null where it names nothing that could be a frame. */
export function shownIn(href: string): Shown | null {
  const { searchParams } = new URL(href);
  const name = searchParams.get("frame") ?? "";
  if (!FRAME.test(name)) return null;
  const beside = (searchParams.get("beside") ?? "").split(".", mostBeside + 1).filter((other) => FRAME.test(other) || REFERENCE.test(other));
  return { name, beside: beside.slice(0, mostBeside) };
}

/** The address with what is shown in it; everything else in it stays. */
export function addressOf(href: string, now: Shown | null): string {
  const url = new URL(href);
  url.searchParams.delete("frame");
  url.searchParams.delete("beside");
  if (now) url.searchParams.set("frame", now.name);
  if (now && now.beside.length > 0) url.searchParams.set("beside", now.beside.join("."));
  return `${url.pathname}${url.search}${url.hash}`;
}
