"use client";

import dynamic from "next/dynamic";
import { use, useState } from "react";
import { loadFrameMenu } from "@/components/on-demand";
import { FrameActsContext, type SheetFrame } from "@/components/sheet/frame-acts";
import { SaveLink } from "@/components/sheet/save-link";
import { classes } from "@/components/ui/classes";
import { frameName } from "@/lib/generations/generation";

const FrameMenu = dynamic(loadFrameMenu, { ssr: false });

const verb = "inline-flex h-6 font-sans items-center rounded px-1.5 text-hint font-medium text-ink hover:bg-raised";

/** The verbs of a frame, in its caption row: on hover and focus, never on the picture. Telephones have the dock instead. */
export function FrameVerbs({ frame }: { frame: SheetFrame }) {
  const acts = use(FrameActsContext);
  const isImage = frame.output.media === "image";
  return (
    <div className="pointer-events-none ml-auto flex shrink-0 opacity-0 group-focus-within/frame:pointer-events-auto group-focus-within/frame:opacity-100 group-hover/frame:pointer-events-auto group-hover/frame:opacity-100 has-data-popup-open:pointer-events-auto has-data-popup-open:opacity-100 max-md:hidden touch:hidden">
      {isImage && <button type="button" className={verb} onClick={() => acts.edit(frame)}>Edit this</button>}
      {!isImage && <button type="button" className={verb} onClick={() => acts.open(frame)}>Open</button>}
      <SaveLink frame={frame} className={classes(verb, "@max-[232px]/frame:hidden")}>Save</SaveLink>
      <MoreVerbs frame={frame} />
    </div>
  );
}

/** Under a narrow frame there is room for one verb and a menu. */
function MoreVerbs({ frame }: { frame: SheetFrame }) {
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        aria-label={`More for ${frameName(frame.generation.take, frame.output.index)}`}
        aria-haspopup="menu"
        aria-expanded={state === "open"}
        data-popup-open={state === "open" ? "" : undefined}
        className={classes(verb, "min-w-6 justify-center @min-[232px]/frame:hidden")}
        onClick={() => setState(state === "open" ? "closed" : "open")}
      >
        ···
      </button>
      {state !== "never" && <FrameMenu frame={frame} anchor={anchor} open={state === "open"} onClose={() => setState("closed")} />}
    </>
  );
}
