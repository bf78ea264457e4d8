import type { KeyboardEvent, ReactNode } from "react";
import { saveName } from "@/components/sheet/frame-text";
import type { SheetFrame } from "@/components/sheet/frame-acts";

type Props = { frame: SheetFrame; className: string; tabIndex?: number; title?: string; children: ReactNode };

/** A link, so that the browser's own download does the work; named and worked as a button, because it acts. */
export function SaveLink({ frame: { output, generation }, className, tabIndex, title, children }: Props) {
  const elsewhere = !output.url.startsWith("/");
  return (
    <a
      role="button"
      data-name="Save"
      tabIndex={tabIndex}
      title={title}
      href={output.url}
      download={saveName(generation, output)}
      // From another origin a browser shows the file instead: then not in the studio's place.
      target={elsewhere ? "_blank" : undefined}
      rel={elsewhere ? "noreferrer" : undefined}
      className={className}
      onKeyDown={pressOnSpace}
    >
      {children}
    </a>
  );
}

function pressOnSpace(event: KeyboardEvent<HTMLAnchorElement>) {
  if (event.key !== " ") return;
  event.preventDefault();
  event.currentTarget.click();
}
