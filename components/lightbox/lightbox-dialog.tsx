"use client";

import { Dialog } from "@base-ui/react/dialog";
import dynamic from "next/dynamic";
import { use, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import { compared, picked } from "@/components/lightbox/compared";
import type { Drawn } from "@/components/lightbox/drawn-picture";
import { Filmstrip } from "@/components/lightbox/filmstrip";
import { FrameFacts } from "@/components/lightbox/frame-facts";
import { commandOf, isTaken, type Command } from "@/components/lightbox/lightbox-keys";
import { givenTo, type Given } from "@/components/lightbox/line";
import { keyGroups } from "@/components/lightbox/key-groups";
import { MadeFrom } from "@/components/lightbox/made-from";
import { nameOf, pictureOf } from "@/components/lightbox/picture";
import { preload } from "@/components/lightbox/preload";
import { referenceName, useReferencePictures } from "@/components/lightbox/reference-picture";
import { slideBy } from "@/components/lightbox/slide";
import { Stage, VideoStage } from "@/components/lightbox/stage";
import { nextSurround } from "@/components/lightbox/surround";
import { TopBar } from "@/components/lightbox/top-bar";
import { DeleteButton, TakeVerbs, VerbDock, Verbs } from "@/components/lightbox/verbs";
import { zoomCommand } from "@/components/lightbox/zoom-commands";
import { createZoom } from "@/components/lightbox/zoom-state";
import { loadCompare, loadKeysSheet, loadRunDetails } from "@/components/on-demand";
import { FrameActsContext, frameElementId, type SheetFrame } from "@/components/sheet/frame-acts";
import { frameAlt } from "@/components/sheet/frame-text";
import { announce } from "@/components/ui/announcer";
import { pressedKey } from "@/components/ui/pressed-key";
import { createStore } from "@/components/ui/store";

const Compare = dynamic(loadCompare, { ssr: false });
const RunDetails = dynamic(loadRunDetails, { ssr: false });
const KeysSheet = dynamic(loadKeysSheet, { ssr: false });

const SLIDE_STEP = 0.04;

type Props = {
  /** Every frame of the sheet, in its order; `frame` is the one at `at`. */
  frames: readonly SheetFrame[];
  at: number;
  frame: SheetFrame;
  /** Names of what it is compared with. */
  beside: readonly string[];
  onShow: (name: string, beside?: readonly string[]) => void;
  onClose: () => void;
};

export function LightboxDialog({ frames, at, frame, beside, onShow, onClose }: Props) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const popup = useRef<HTMLDivElement>(null);
  const [zoom] = useState(createZoom);
  const [slide] = useState(() => createStore(0.5));
  const [photograph, setPhotograph] = useState<Given | null>(null);
  const [isSwapped, setSwapped] = useState(false);
  const [isBlinking, setBlinking] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const { output, generation } = frame;
  const name = nameOf(frame);
  const isImage = output.media === "image";
  const given = useMemo(() => givenTo(generation), [generation]);
  const references = useReferencePictures(given, frames);
  const photographs = useMemo(() => (photograph ? [photograph] : []), [photograph]);
  const [large = null] = useReferencePictures(photographs, frames);
  const main = useMemo(() => pictureOf(t, frame), [t, frame]);
  const others = useMemo(() => (isImage ? compared(t, beside, frames, references) : []), [t, isImage, beside, frames, references]);
  const pictures = useMemo(() => (others.length === 1 && !isSwapped ? [...others, main] : [main, ...others]), [main, others, isSwapped]);
  const comparing = others.length > 0;
  const fileIsHere = drawn?.at === 0;
  useEffect(() => {
    if (fileIsHere && !comparing) preload(zoom.state.get().scene, [frames[at + 1], frames[at - 1]]);
  }, [fileIsHere, comparing, zoom, frames, at]);

  const show = (next: SheetFrame | undefined) => {
    if (!next) return;
    setPhotograph(null);
    onShow(nameOf(next));
  };
  const step = useCallback((by: 1 | -1) => {
    const next = frames[at + by];
    if (!next) return;
    setPhotograph(null);
    onShow(nameOf(next));
  }, [frames, at, onShow]);
  const away = (then: () => void) => {
    onClose();
    then();
  };
  const compare = () => {
    if (comparing) return onShow(name);
    const other = generation.references.length > 0 ? referenceName(1) : frames[at + 1] ? nameOf(frames[at + 1] ?? frame) : null;
    if (isImage && other) {
      setPhotograph(null);
      setSwapped(false);
      onShow(name, [other]);
    }
  };
  const stepOther = (by: 1 | -1) => {
    const last = frames.findIndex((other) => nameOf(other) === beside.at(-1));
    const from = last < 0 ? at : last;
    const next = frames[from + by] === frame ? frames[from + 2 * by] : frames[from + by];
    if (next?.output.media === "image") onShow(name, [...beside.slice(0, -1), nameOf(next)]);
  };
  const remove = () => {
    const neighbour = frames[at + 1] ?? frames[at - 1];
    if (neighbour) show(neighbour);
    else onClose();
    acts.remove([frame]);
  };

  const run = (command: Command) => {
    switch (command) {
      case "previous": return step(-1);
      case "next": return step(1);
      case "first": return show(frames[0]);
      case "last": return show(frames.at(-1));
      case "edit": return isImage ? away(() => acts.edit(frame)) : undefined;
      case "compare": return compare();
      case "save": return popup.current?.querySelector<HTMLAnchorElement>("a[download]")?.click();
      case "mark": return acts.mark([frame], output.markedAt === null);
      case "load": return away(() => acts.loadSettings(generation));
      case "again": return away(() => acts.again(generation));
      case "remove": return remove();
      case "surround": return announce(t(`lightbox.surround.${nextSurround()}`));
      case "keys": return setKeysShown(true);
      case "closer": case "farther": case "fit": case "whole": case "pan_left": case "pan_right": case "pan_up": case "pan_down":
        return zoomCommand(zoom, command);
      case "slide_left": return slide.set(slideBy(-SLIDE_STEP));
      case "slide_right": return slide.set(slideBy(SLIDE_STEP));
      case "swap": return setSwapped((now) => !now);
      case "blink": return setBlinking(true);
      case "other_previous": return stepOther(-1);
      case "other_next": return stepOther(1);
      default: return command satisfies never;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = pressedKey(event.nativeEvent);
    if (key === null || isTaken(event.target, key)) return;
    const command = commandOf(key, { shift: event.shiftKey, comparing, repeated: event.repeat });
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    run(command);
  };
  const stepBack = () => {
    if (photograph) setPhotograph(null);
    else if (comparing) onShow(name);
    else if (zoom.state.get().view.zoom !== 1) zoomCommand(zoom, "fit");
    else onClose();
  };
  const stateText = comparing || photograph || !isImage || fileIsHere ? null : drawn?.failed ? t("lightbox.fileMissing") : t("lightbox.loading");

  return (
    <Dialog.Root open onOpenChange={(open, { reason }) => { if (!open) (reason === "escape-key" ? stepBack : onClose)(); }}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          aria-label={t("lightbox.large", { frame: name })}
          data-name={`Frame ${name} large`}
          initialFocus={popup}
          finalFocus={() => document.getElementById(frameElementId(output.id)) ?? true}
          onKeyDown={onKeyDown}
          onKeyUp={({ key }) => { if (key === " ") setBlinking(false); }}
          onBlur={() => setBlinking(false)}
          className="fixed inset-0 z-40 grid grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] overscroll-contain bg-paper outline-none max-md:block max-md:overflow-y-auto md:grid-cols-[minmax(0,1fr)_clamp(300px,21vw,340px)]"
        >
          <TopBar
            title={large?.label ?? name}
            rest={large ? "" : t("lightbox.frameOf", { nth: output.index, of: Math.max(generation.count, output.index) })}
            state={stateText}
            hasPrevious={at > 0}
            hasNext={at < frames.length - 1}
            zoom={isImage ? zoom : null}
            onCommand={run}
          />
          {comparing ? (
            <Compare pictures={pictures} zoom={zoom} slide={slide} blinking={isBlinking} onBlink={setBlinking} onCommand={run} />
          ) : isImage ? (
            <Stage picture={large ?? main} zoom={zoom} onStep={step} onDrawn={setDrawn} />
          ) : (
            <VideoStage url={output.url} alt={frameAlt(t, generation, output.index)} />
          )}
          <Filmstrip frames={frames} at={at} beside={beside} onPick={(other, together) => (comparing ? onShow(name, picked(name, beside, other, together)) : show(other))} />
          <aside aria-label={t("lightbox.facts")} className="overflow-y-auto overscroll-contain border-line bg-sheet p-4.5 md:col-start-2 md:row-span-2 md:row-start-2 md:border-l">
            <Verbs frame={frame} comparing={comparing} onCommand={run} />
            <FrameFacts frame={frame} />
            <MadeFrom frame={frame} frames={frames} large={photograph} onShow={show} onPhotograph={setPhotograph} />
            <TakePrompt prompt={generation.prompt} />
            <TakeVerbs onCommand={run} />
            <RunDetails frame={frame} />
            <DeleteButton onCommand={run} />
          </aside>
          <VerbDock frame={frame} comparing={comparing} onCommand={run} />
          {keysShown && <KeysSheet groups={keyGroups(t)} onClose={() => setKeysShown(false)} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function TakePrompt({ prompt }: { prompt: string }) {
  const t = useTranslations();
  return (
    <section>
      <h2 className="mt-5 mb-1.5 text-label font-medium">{t("lightbox.prompt")}</h2>
      <p lang="" className="text-label wrap-anywhere whitespace-pre-line text-ink-2">{prompt}</p>
    </section>
  );
}
