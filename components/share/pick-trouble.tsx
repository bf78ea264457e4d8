import { useTranslations } from "@/components/language/translations";
import type { Picks } from "@/components/share/own-picks";
import { classes } from "@/components/ui/classes";

const TROUBLES = { unknown: "share.notKept", too_many: "share.tooMany", picture_gone: "share.pictureGone", not_taken: "share.notTaken" } as const;

/** Why the last pick was not kept. @param className where it stands. */
export function PickTrouble({ trouble, className }: { trouble: Picks["trouble"]; className: string }) {
  const t = useTranslations();
  const text = trouble === null || trouble.why === "gone" ? null : t(TROUBLES[trouble.why]);
  return <div role="alert" className={text === null ? "sr-only" : classes("mx-auto max-w-120 rounded-sheet border border-line-strong bg-sheet px-4 py-3 text-body", className)}>{text}</div>;
}
