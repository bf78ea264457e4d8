/** localStorage or sessionStorage, or none where the browser forbids it: then this throws. */
export type Shelf = () => Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** One value in the browser. A full or forbidden storage loses the value, never the page. */
export type Kept = {
  /** As found: null where nothing is, and never to be believed unchecked. */
  read: () => unknown;
  write: (value: unknown) => void;
  forget: () => void;
};

export function keptIn(shelf: Shelf, key: string): Kept {
  return {
    read() {
      try {
        const found: unknown = JSON.parse(shelf().getItem(key) ?? "null");
        return found;
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        shelf().setItem(key, JSON.stringify(value));
      } catch {
        return;
      }
    },
    forget() {
      try {
        shelf().removeItem(key);
      } catch {
        return;
      }
    },
  };
}
