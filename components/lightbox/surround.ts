import { createStore } from "@/components/ui/store";

/** What is around a picture while it is judged: the theme's own, or a shade that no theme changes. */
const surrounds = ["theme", "black", "grey", "white"] as const;
export type Surround = (typeof surrounds)[number];

const KEY = "surround";

const kept = (): Surround => {
  try {
    const value = localStorage.getItem(KEY);
    return surrounds.find((surround) => surround === value) ?? "theme";
  } catch {
    // A browser that keeps nothing.
    return "theme";
  }
};

export const surround = createStore<Surround>(kept());

export function nextSurround(): Surround {
  const next = surrounds[(surrounds.indexOf(surround.get()) + 1) % surrounds.length] ?? "theme";
  surround.set(() => next);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // It holds until the page is left.
  }
  return next;
}

/** In a dark theme the stage is darker than the page: the picture is the brightest thing on it. */
export const surroundClass: Record<Surround, string> = {
  theme: "bg-[light-dark(oklch(0.91_0_0),oklch(0.115_0_0))]",
  black: "bg-[#000]",
  grey: "bg-[#777]",
  white: "bg-[#fff]",
};
