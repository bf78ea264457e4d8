import type { z } from "zod";

/** localStorage or sessionStorage; `null` where the browser forbids it. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** One value in the browser, checked when read back. A full or forbidden storage loses the value, never the page. */
export function keptIn<S extends z.ZodType>(shelf: () => Shelf, key: string, schema: S) {
  return {
    read(): z.infer<S> | null {
      try {
        const text = shelf().getItem(key);
        return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null);
      } catch {
        return null;
      }
    },
    write(value: z.infer<S>): void {
      try {
        shelf().setItem(key, JSON.stringify(value));
      } catch {
        return;
      }
    },
    forget(): void {
      try {
        shelf().removeItem(key);
      } catch {
        return;
      }
    },
  };
}
export type Kept<T> = { read: () => T | null; write: (value: T) => void; forget: () => void };
