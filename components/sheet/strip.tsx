import type { ReactNode } from "react";
import { stripClass, stripStyle } from "@/components/sheet/strip-style";
import { classes } from "@/components/ui/classes";
import type { StripShape } from "@/lib/generations/strip";

/** One take's slots. React keeps one style element per shape, however many takes have it. */
export function Strip({ shape, className, children }: { shape: StripShape; className?: string; children: ReactNode }) {
  const name = stripClass(shape);
  return (
    <>
      <style href={name} precedence="strip">{stripStyle(shape)}</style>
      <div className={classes("grid justify-start gap-frame-gap", name, className)}>{children}</div>
    </>
  );
}
