"use client";

import type { ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { Key } from "@/components/lightbox/key";
import { keyNames, type Command } from "@/components/lightbox/lightbox-keys";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { furtherPriceText } from "@/components/sheet/further-price";
import { StarSign } from "@/components/sheet/mark-sign";
import { SaveLink } from "@/components/sheet/save-link";
import { useEngine } from "@/components/sheet/sheet-facts";
import { buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";

type Props = { frame: SheetFrame; comparing: boolean; onCommand: (command: Command) => void };

const wide = "flex items-center justify-between";
const pressed = "aria-pressed:border-[1.5px] aria-pressed:border-ink";

/** What is done with the frame, always in the same order; the rest of it stands below the prompt. */
export function Verbs({ frame, comparing, onCommand }: Props) {
  const t = useTranslations();
  const isImage = frame.output.media === "image";
  return (
    <div className="grid grid-cols-2 gap-1.5 max-md:hidden">
      {isImage && <button type="button" data-name="Edit this" className={classes(buttonClass("primary"), wide, "col-span-2")} onClick={() => onCommand("edit")}>{t("lightbox.edit")} <Key name={keyNames.edit} /></button>}
      {isImage && <button type="button" data-name="Compare" aria-pressed={comparing} className={classes(buttonClass("plain"), wide, pressed)} onClick={() => onCommand("compare")}>{t("lightbox.compare")} <Key name={keyNames.compare} /></button>}
      <SaveLink frame={frame} className={classes(buttonClass("plain"), wide, !isImage && "col-span-2")}>{t("lightbox.save")} <Key name={keyNames.save} /></SaveLink>
      <MarkButton frame={frame} className={classes(buttonClass("plain"), wide)} onCommand={onCommand}><Key name={keyNames.mark} /></MarkButton>
      <button type="button" data-name="Share" aria-haspopup="dialog" className={classes(buttonClass("plain"), wide)} onClick={() => onCommand("share")}>{t("lightbox.share")} <Key name={keyNames.share} /></button>
    </div>
  );
}

/** Below the prompt, which they speak of. What costs something says so, and has no key that a slip could press. */
export function TakeVerbs({ frame, onCommand }: Pick<Props, "frame" | "onCommand">) {
  const t = useTranslations();
  const engine = useEngine();
  return (
    <div className="mt-4 flex flex-wrap gap-1.5">
      <button type="button" data-name="Load these settings" className={buttonClass("plain")} onClick={() => onCommand("load")}>{t("lightbox.load")} <Key name={keyNames.load} /></button>
      <button type="button" data-name="Again" className={buttonClass("plain")} onClick={() => onCommand("again")}>{t("lightbox.again")} <span className="facts text-ink-2">{furtherPriceText(t, engine, frame.generation.count)}</span></button>
    </div>
  );
}

export function DeleteButton({ onCommand }: Pick<Props, "onCommand">) {
  const t = useTranslations();
  return <button type="button" data-name="Delete" className={classes(buttonClass("quiet"), "mt-6 -ml-2 text-bad!")} onClick={() => onCommand("remove")}>{t("lightbox.delete")} <Key name={keyNames.remove} /></button>;
}

/** On a telephone, at the screen's foot. */
export function VerbDock({ frame, comparing, onCommand }: Props) {
  const t = useTranslations();
  const isImage = frame.output.media === "image";
  const verb = "inline-flex h-11 min-w-11 grow items-center justify-center rounded px-2 text-label text-ink hover:bg-raised";
  return (
    <div role="toolbar" aria-label={t("lightbox.verbs")} className="sticky bottom-0 z-10 border-t border-line-strong bg-sheet pb-[env(safe-area-inset-bottom)] md:hidden">
      <div className="flex h-14 items-center gap-1 px-1.5">
        {isImage && <button type="button" data-name="Edit this" className={classes(verb, "bg-pencil font-medium text-pencil-ink hover:bg-pencil")} onClick={() => onCommand("edit")}>{t("lightbox.edit")}</button>}
        {isImage && <button type="button" data-name="Compare" aria-pressed={comparing} className={classes(verb, "border border-transparent", pressed)} onClick={() => onCommand("compare")}>{t("lightbox.compare")}</button>}
        <SaveLink frame={frame} className={verb}>{t("lightbox.save")}</SaveLink>
        <MarkButton frame={frame} className={verb} onCommand={onCommand} />
        <button type="button" data-name="Share" aria-haspopup="dialog" className={verb} onClick={() => onCommand("share")}>{t("lightbox.share")}</button>
      </div>
    </div>
  );
}

function MarkButton({ frame, className, onCommand, children }: { frame: SheetFrame; className: string; onCommand: Props["onCommand"]; children?: ReactNode }) {
  const t = useTranslations();
  const isMarked = frame.output.markedAt !== null;
  return (
    <button type="button" data-name="Mark" aria-pressed={isMarked} className={className} onClick={() => onCommand("mark")}>
      <span className={classes("inline-flex items-center gap-1.5", isMarked && "text-pencil")}>
        {isMarked && <StarSign className="size-3.5" />}
        {t(isMarked ? "lightbox.marked" : "lightbox.mark")}
      </span>
      {children}
    </button>
  );
}
