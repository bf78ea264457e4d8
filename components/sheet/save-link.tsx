import { use, type KeyboardEvent, type ReactNode } from "react";
import { FrameActsContext, type SheetFrame } from "@/components/sheet/frame-acts";
import { onHandheld } from "@/components/sheet/handheld";
import { saveName, TitleContext } from "@/components/sheet/sheet-facts";

type Props = { frame: SheetFrame; className: string; tabIndex?: number; title?: string; children: ReactNode };

/** A link, so that the browser's own download does the work; named and worked as a button, because it acts. In the hand its share sheet does. */
export function SaveLink({ frame, className, tabIndex, title, children }: Props) {
  const { url } = frame.output;
  const acts = use(FrameActsContext);
  const name = saveName(use(TitleContext), frame);
  const elsewhere = !url.startsWith("/");
  return (
    <a
      role="button"
      data-name="Save"
      tabIndex={tabIndex}
      title={title}
      href={url}
      download={name}
      // From another origin a browser shows the file instead: then not in the studio's place.
      target={elsewhere ? "_blank" : undefined}
      rel={elsewhere ? "noreferrer" : undefined}
      className={className}
      onKeyDown={pressOnSpace}
      onClick={(event) => {
        if (!onHandheld()) return;
        event.preventDefault();
        acts.save([frame]);
      }}
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
