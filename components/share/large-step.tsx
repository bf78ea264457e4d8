import type { ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { classes } from "@/components/ui/classes";

const WAYS = {
  previous: { name: "Previous", place: "col-start-1", line: "M10 3 5 8l5 5" },
  next: { name: "Next", place: "col-start-3", line: "m6 3 5 5-5 5" },
} as const;

/** Beside the picture, as high as it is; on a telephone at the screen's foot, where thumbs are. It stays at either end: the focus may be on it. */
export function Step({ way, isEnd, onStep }: { way: keyof typeof WAYS; isEnd: boolean; onStep: () => void }) {
  const t = useTranslations();
  const { name, place, line } = WAYS[way];
  return (
    <button
      type="button"
      aria-label={t(`share.${way}`)}
      aria-disabled={isEnd}
      data-name={name}
      onClick={onStep}
      className={classes("grid min-h-14 place-items-center border-line text-ink-2 -outline-offset-2 not-aria-disabled:hover:text-ink aria-disabled:text-line-strong max-md:row-start-4 max-md:border-t md:row-start-2", place)}
    >
      <Sign><path d={line} /></Sign>
    </button>
  );
}

export const Cross = () => <Sign><path d="m4 4 8 8m0-8-8 8" /></Sign>;

const Sign = ({ children }: { children: ReactNode }) => (
  <svg aria-hidden width="18" height="18" viewBox="0 0 16 16" className="fill-none stroke-current" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">{children}</svg>
);
