import type { ComponentProps } from "react";
import { classes } from "@/components/ui/classes";

export type ButtonLook = "primary" | "plain" | "quiet" | "link";

const LOOKS: Record<ButtonLook, string> = {
  primary: "rounded bg-pencil px-3 font-medium text-pencil-ink min-h-8 touch:min-h-11",
  plain: "rounded border border-line-strong px-3 text-ink min-h-8 hover:bg-raised touch:min-h-11",
  quiet: "rounded px-2 text-ink-2 min-h-8 min-w-8 hover:bg-raised hover:text-ink touch:min-h-11 touch:min-w-11",
  link: "min-h-6 text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink touch:min-h-11",
};

export const buttonClass = (look: ButtonLook): string => classes("shrink-0 text-label whitespace-nowrap", LOOKS[look]);

export function Button({ look = "plain", className, ...rest }: ComponentProps<"button"> & { look?: ButtonLook }) {
  return <button type="button" className={classes(buttonClass(look), className)} {...rest} />;
}
