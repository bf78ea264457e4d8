import { useTranslations } from "@/components/language/translations";
import { classes } from "@/components/ui/classes";

const STAR = "m8 1.3 2 4.5 4.9.5-3.7 3.3 1.1 4.8L8 11.9l-4.3 2.5 1.1-4.8L1.1 6.3 6 5.8z";

/** The pencil's ring and star: all that ever lies on a picture, beside the tick. */
export function MarkSign() {
  const t = useTranslations();
  return (
    <span data-sign="marked" className="absolute inset-0 rounded-frame border-2 border-pencil text-pencil">
      <StarSign className="absolute top-1 right-1 size-4 stroke-plate" label={t("sheet.isMarked")} />
    </span>
  );
}

/** Drawn at the height of a folded take's pictures, where the star is 12 px wide, and larger on larger thumbs. */
const SMALL = {
  marked: { viewBox: "0 0 16 60", preserveAspectRatio: "xMaxYMin" },
  picked: { viewBox: "0 -44 16 60", preserveAspectRatio: "xMaxYMax" },
  /** Within the mark's ring: smaller by it, with a star as large. */
  both: { viewBox: "0 -36 16 52", preserveAspectRatio: "xMaxYMax" },
} as const;

/**
 * Ring and star on a thumb, the owner's or the visitors'; as one drawing, as of thumbs a long session has thousands. What it
 * stands in says it in words.
 */
export function SmallSign({ sign, drawnAs = sign, className }: { sign: "marked" | "picked"; drawnAs?: keyof typeof SMALL; className: string }) {
  return (
    <svg data-sign={sign} aria-hidden {...SMALL[drawnAs]} className={classes("pointer-events-none absolute rounded-chip border-2 stroke-plate", className)} fill="currentColor" strokeWidth="2" paintOrder="stroke" strokeLinejoin="round">
      <path d={STAR} />
    </svg>
  );
}

export const SmallMark = () => <SmallSign sign="marked" className="inset-0 size-full border-pencil text-pencil" />;

/** Without a label it says nothing that the words beside it do not. */
export function StarSign({ className, label }: { className: string; label?: string }) {
  return (
    <svg viewBox="0 0 16 16" className={className} fill="currentColor" strokeWidth="1.5" paintOrder="stroke" strokeLinejoin="round" {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}>
      <path d={STAR} />
    </svg>
  );
}
