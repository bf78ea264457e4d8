"use client";

import dynamic from "next/dynamic";
import { use, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadFrameMenu } from "@/components/sheet/sheet-parts";
import { FrameActsContext, type SheetFrame } from "@/components/sheet/frame-acts";
import { SaveLink } from "@/components/sheet/save-link";
import { classes } from "@/components/ui/classes";
import { frameName } from "@/lib/generations/generation";

const FrameMenu = dynamic(loadFrameMenu, { ssr: false });

const verb = "inline-flex h-6 font-sans items-center rounded px-1.5 text-hint font-medium whitespace-nowrap text-ink hover:bg-raised";
/** Under a narrow frame there is room for one verb and the menu, which has them all. */
const roomy = "@max-[232px]/frame:hidden";

/** The verbs of a frame, in its caption row: on hover and focus, never on the picture. Telephones have the dock instead. */
export function FrameVerbs({ frame, isStop }: { frame: SheetFrame; isStop: boolean }) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const isImage = frame.output.media === "image";
  // Tab goes from a frame to its own verbs, and on: not through those of every frame.
  const tabIndex = isStop ? 0 : -1;
  return (
    <div className="pointer-events-none absolute inset-y-0 right-0 flex bg-paper opacity-0 group-focus-within/frame:pointer-events-auto group-focus-within/frame:opacity-100 group-hover/frame:pointer-events-auto group-hover/frame:opacity-100 has-data-popup-open:pointer-events-auto has-data-popup-open:opacity-100 max-md:hidden touch:hidden">
      {isImage && <button type="button" tabIndex={tabIndex} title={t("sheet.keyHint", { verb: t("sheet.edit"), key: "E" })} data-name="Edit this" className={verb} onClick={() => acts.edit(frame)}>{t("sheet.edit")}</button>}
      {!isImage && <button type="button" tabIndex={tabIndex} className={verb} onClick={() => acts.open(frame)}>{t("sheet.open")}</button>}
      {isImage && <button type="button" tabIndex={tabIndex} title={t("sheet.keyHint", { verb: t("sheet.compare"), key: "C" })} data-name="Compare" className={classes(verb, roomy)} onClick={() => acts.compare([frame])}>{t("sheet.compare")}</button>}
      <SaveLink frame={frame} tabIndex={tabIndex} title={t("sheet.keyHint", { verb: t("sheet.save"), key: "D" })} className={classes(verb, roomy)}>{t("sheet.save")}</SaveLink>
      <MoreVerbs frame={frame} tabIndex={tabIndex} />
    </div>
  );
}

function MoreVerbs({ frame, tabIndex }: { frame: SheetFrame; tabIndex: number }) {
  const t = useTranslations();
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        ref={setAnchor}
        type="button"
        tabIndex={tabIndex}
        aria-label={t("sheet.more", { frame: frameName(frame.generation.take, frame.output.index) })}
        aria-haspopup="menu"
        aria-expanded={state === "open"}
        data-popup-open={state === "open" ? "" : undefined}
        className={classes(verb, "min-w-6 justify-center")}
        onClick={() => setState(state === "open" ? "closed" : "open")}
      >
        ···
      </button>
      {state !== "never" && <FrameMenu frame={frame} anchor={anchor} open={state === "open"} onClose={() => setState("closed")} />}
    </>
  );
}
