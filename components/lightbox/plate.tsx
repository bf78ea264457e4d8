import { classes } from "@/components/ui/classes";

const PLATE = "pointer-events-none absolute top-0 left-0 z-10 max-w-[45%] truncate rounded-chip bg-plate px-1.5 py-0.5 font-mono text-fact text-plate-ink";

/** Which picture it is, in the corner of what is seen of it. */
export function Plate({ label, side }: { label: string; side: "left" | "right" }) {
  return (
    <span className={classes(PLATE, side === "left" ? "transform-[translate(calc(var(--left)+10px),calc(var(--top)+10px))]" : "transform-[translate(calc(var(--right)-10px-100%),calc(var(--top)+10px))]")}>
      {label}
    </span>
  );
}
