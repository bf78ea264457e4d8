"use client";

import { use, useEffect, useEffectEvent, useLayoutEffect, useRef, type ReactNode } from "react";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { Key } from "@/components/lightbox/key";
import { useTranslations } from "@/components/language/translations";
import { placedCount } from "@/components/references/tile";
import { useDesk } from "@/components/sheet/desk";
import { FrameActsContext, MOST_COMPARED, type SheetFrame } from "@/components/sheet/frame-acts";
import { onHandheld } from "@/components/sheet/handheld";
import { focusStop } from "@/components/sheet/kept-stop";
import { areMarked } from "@/components/sheet/marked";
import { nothingSelected } from "@/components/sheet/selection";
import { announce } from "@/components/ui/announcer";
import { useStore, type Store } from "@/components/ui/store";
import { frameName } from "@/lib/generations/generation";

/** What is done with the selected frames: at the sheet's foot, on a telephone in the place of the Generate bar. */
export function SelectionBar({ frames }: { frames: readonly SheetFrame[] }) {
  const t = useTranslations();
  const desk = useDesk();
  const ids = useStore(desk.selection, ({ selected }) => selected);
  const selected = frames.filter(({ output }) => ids.has(output.id));
  const [first] = selected;
  const deselect = () => desk.selection.set(() => nothingSelected);
  useTapElsewhere(deselect);
  const name = first && selected.length === 1 ? frameName(first.generation.take, first.output.index) : t("sheet.selected", { count: selected.length });
  const said = first && selected.length === 1 ? t("sheet.frameSelected", { frame: name }) : name;
  useEffect(() => announce(said), [said]);
  const ref = useFocusGivenBack(desk.stop);
  if (!first) return null;
  return (
    <div
      ref={ref}
      data-dock
      role="toolbar"
      aria-label={said}
      className="fixed z-30 bg-sheet max-md:inset-x-0 max-md:bottom-0 max-md:border-t max-md:border-line-strong max-md:pb-[env(safe-area-inset-bottom)] md:bottom-4 md:left-[calc(var(--spacing-composer)+22px)] md:rounded-sheet md:border md:border-line-strong md:shadow-[0_4px_16px_rgb(0_0_0/0.2)]"
    >
      <div className="flex h-14 items-center gap-0.5 overflow-x-auto px-2.5 md:h-12 md:px-2">
        <span className="facts mr-auto shrink-0 px-1 text-ink-2 md:hidden">{selected.length === 1 ? name : selected.length}</span>
        <span className="facts mr-1 shrink-0 px-2 text-ink-2 max-md:hidden">{name}</span>
        <Verbs selected={selected} onDone={deselect} />
        <Verb label={t("sheet.deselect")} keyName="Esc" onPress={deselect}><span aria-hidden className="md:hidden">×</span><span className="max-md:sr-only">{t("sheet.deselect")}</span></Verb>
      </div>
    </div>
  );
}

function Verbs({ selected, onDone }: { selected: readonly SheetFrame[]; onDone: () => void }) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const { model } = useComposer();
  const room = useComposerState(({ tiles }) => model.maxReferences - placedCount(tiles));
  const [first] = selected;
  if (!first) return null;
  const marked = areMarked(selected);
  const count = selected.length;
  const edit = () => {
    if (count === 1) acts.edit(first);
    else acts.editAll(selected);
    // The composer has them now, and on a telephone it is under the bar.
    if (onHandheld()) onDone();
  };
  return (
    <>
      {count === 1 && <Verb className="md:hidden" label={t("sheet.open")} onPress={() => acts.open(first)} />}
      <Verb label={t(marked ? "sheet.unmark" : "sheet.mark")} keyName="P" onPress={() => acts.mark(selected, !marked)} />
      {count <= MOST_COMPARED && <Verb className={count === 1 ? "max-md:hidden" : ""} label={t("sheet.compare")} name="Compare" keyName="C" onPress={() => acts.compare(selected)} />}
      <Verb label={count === 1 ? t("sheet.save") : t("sheet.saveMany", { count })} name="Save" keyName="D" onPress={() => acts.save(selected)} />
      <Verb label={t("sheet.share")} name="Share" keyName="S" onPress={() => acts.share({ kind: "frames", frames: selected })} />
      {selected.every(({ output }) => output.media === "image") && (
        <Verb
          label={t("sheet.edit")}
          name="Edit this"
          keyName="E"
          disabledWhy={count > 1 && count > room ? t("sheet.editAll.room", { most: model.maxReferences, room: Math.max(0, room) }) : null}
          onPress={edit}
        />
      )}
      <Verb label={t("sheet.delete")} keyName="Del" onPress={() => acts.remove(selected)} />
    </>
  );
}

type VerbProps = { label: string; name?: string; keyName?: string; className?: string; disabledWhy?: string | null; onPress: () => void; children?: ReactNode };

function Verb({ label, name, keyName, className = "", disabledWhy = null, onPress, children }: VerbProps) {
  return (
    <button
      type="button"
      data-name={name}
      aria-disabled={disabledWhy !== null}
      title={disabledWhy ?? undefined}
      className={`inline-flex h-11 min-w-11 shrink-0 items-center justify-center gap-0.5 rounded px-2 text-label whitespace-nowrap text-ink hover:bg-raised aria-disabled:cursor-default aria-disabled:text-ink-3 md:h-8 ${className}`}
      onClick={onPress}
    >
      {children ?? label}
      {keyName && <span className="max-md:hidden"><Key name={keyName} /></span>}
    </button>
  );
}

/** Whoever pressed one of its buttons by key goes on at the frames when it goes. */
function useFocusGivenBack(stop: Store<string | null>) {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const node = bar.current;
    return () => {
      if (node?.contains(document.activeElement)) focusStop(stop.get());
    };
  }, [stop]);
  return bar;
}

/** On a telephone a tap elsewhere gives the Generate bar back. */
function useTapElsewhere(onElsewhere: () => void): void {
  const tap = useEffectEvent(({ target }: MouseEvent) => {
    if (onHandheld() && target instanceof Element && !target.closest("[data-frame], [data-dock], [role=dialog], [role=region]")) onElsewhere();
  });
  useEffect(() => {
    document.addEventListener("click", tap);
    return () => document.removeEventListener("click", tap);
  }, []);
}
