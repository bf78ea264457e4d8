"use client";

import { Dialog } from "@base-ui/react/dialog";
import dynamic from "next/dynamic";
import { use, useEffect, useState, type KeyboardEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import { canSlide, compareLayout } from "@/components/lightbox/compare-layout";
import { picked } from "@/components/lightbox/compared";
import type { Drawn } from "@/components/lightbox/drawn-picture";
import { Filmstrip } from "@/components/lightbox/filmstrip";
import { FramePanel } from "@/components/lightbox/frame-panel";
import { keyGroups } from "@/components/lightbox/key-groups";
import { lightboxActs } from "@/components/lightbox/lightbox-acts";
import { commandOf, isTaken, keyOf, modeOf, type Command } from "@/components/lightbox/lightbox-keys";
import { useLookedAt } from "@/components/lightbox/looked-at";
import { preload } from "@/components/lightbox/preload";
import { Stage, VideoStage } from "@/components/lightbox/stage";
import { TopBar } from "@/components/lightbox/top-bar";
import { VerbDock } from "@/components/lightbox/verbs";
import { zoomCommand } from "@/components/lightbox/zoom-commands";
import { createZoom } from "@/components/lightbox/zoom-state";
import { loadCompare, loadKeysSheet } from "@/components/lightbox/lightbox-parts";
import { Asks } from "@/components/sheet/asks";
import { FrameActsContext, frameElementId, nameOf, type SheetFrame } from "@/components/sheet/frame-acts";
import { frameAlt } from "@/components/sheet/frame-text";
import { wantedElement } from "@/components/sheet/wanted-element";
import { announce } from "@/components/ui/announcer";
import { createStore, useStore } from "@/components/ui/store";
import type { LineageReference } from "@/lib/records/lineage";

const Compare = dynamic(loadCompare, { ssr: false });
const KeysSheet = dynamic(loadKeysSheet, { ssr: false });

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

const POPUP = "fixed inset-0 z-40 grid grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] overscroll-contain bg-paper outline-none max-md:block max-md:overflow-y-auto md:grid-cols-[minmax(0,1fr)_clamp(300px,21vw,340px)]";

const OF_FRAME: readonly Command[] = ["edit", "compare", "save", "share", "mark", "remove"];

export function LightboxDialog({ frames, at, frame, beside, onShow, onClose }: Props) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const [popup, setPopup] = useState<HTMLDivElement | null>(null);
  const [zoom] = useState(createZoom);
  const [slide] = useState(() => createStore(0.5));
  const [isBlinking, setBlinking] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const { picture, photograph, compared, showPhotograph, swap } = useLookedAt(frame, frames, beside);
  const comparing = compared.length > 0;
  const isDivided = useStore(compareLayout, (layout) => layout === "slider") && canSlide(compared);
  const { output, generation } = frame;
  const [name, isImage] = [nameOf(frame), output.media === "image"];
  const fileIsHere = drawn?.at === 0;
  // Where focus goes back to has to be there.
  useEffect(() => wantedElement.set(() => frameElementId(output.id)), [output.id]);
  useEffect(() => {
    if (fileIsHere) preload(zoom.state.get().scene, [frames[at + 1], frames[at - 1]]);
  }, [fileIsHere, zoom, frames, at]);

  const goTo = (next: string, along: readonly string[] = []) => {
    showPhotograph(null);
    onShow(next, along);
  };
  const show = (next: SheetFrame | undefined) => {
    if (next) goTo(nameOf(next));
  };
  const showLarge = (reference: LineageReference) => {
    if (comparing) goTo(name);
    showPhotograph(reference);
  };
  const commands = lightboxActs({
    frames, at, frame, beside: comparing ? beside : [], acts, zoom, slide, show, swap,
    compareWith: (names) => goTo(name, names),
    close: onClose,
    save: () => popup?.querySelector<HTMLAnchorElement>("a[download]")?.click(),
    blink: () => setBlinking(true),
    showKeys: () => setKeysShown(true),
    onSurround: (now) => announce(t(`lightbox.surround.${now}`)),
  });
  /** With the photograph large, what is done to a frame would be done to one that nobody sees: first back to it. */
  const run = (command: Command) => (photograph && OF_FRAME.includes(command) ? showPhotograph(null) : commands[command]());
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event.nativeEvent);
    if (key === null || isTaken(event.target, key)) return;
    const command = commandOf(key, { shift: event.shiftKey, mode: modeOf(comparing, isDivided), repeated: event.repeat });
    if (command === null) return;
    event.preventDefault();
    // The sheet below has keys of its own.
    event.stopPropagation();
    run(command);
  };
  const stepBack = () => {
    if (photograph) showPhotograph(null);
    else if (comparing) goTo(name);
    else if (zoom.state.get().view.zoom !== 1) zoomCommand(zoom, "fit");
    else onClose();
  };
  const pick = (other: SheetFrame, together: boolean) => (comparing ? goTo(name, picked(name, beside, other, together)) : show(other));
  const isWaiting = isImage && !comparing && !fileIsHere;

  return (
    <Dialog.Root open onOpenChange={(open, { reason }) => { if (!open) (reason === "escape-key" ? stepBack : onClose)(); }}>
      <Dialog.Portal>
        <Dialog.Popup
          ref={setPopup}
          aria-label={t("lightbox.large", { frame: name })}
          data-name={`Frame ${name} large`}
          data-lightbox
          initialFocus={() => popup}
          finalFocus={() => document.getElementById(frameElementId(output.id)) ?? true}
          onKeyDown={onKeyDown}
          onKeyUp={({ key }) => { if (key === " ") setBlinking(false); }}
          onBlur={() => setBlinking(false)}
          className={POPUP}
        >
          <TopBar
            title={photograph ? picture.label : name}
            rest={photograph ? "" : t("lightbox.frameOf", { nth: output.index, of: Math.max(generation.count, output.index) })}
            wayBack={photograph && { text: t("lightbox.toFrame", { frame: name }), go: () => showPhotograph(null) }}
            state={isWaiting ? t(drawn?.failed ? "lightbox.fileMissing" : "lightbox.loading") : null}
            hasPrevious={at > 0}
            hasNext={at < frames.length - 1}
            zoom={isImage ? zoom : null}
            onCommand={run}
          />
          {comparing ? (
            <Compare pictures={compared} mainName={name} zoom={zoom} slide={slide} blinking={isBlinking} onBlink={setBlinking} onCommand={run} />
          ) : isImage ? (
            <Stage picture={picture} zoom={zoom} onStep={(step) => run(step === 1 ? "next" : "previous")} onDrawn={setDrawn} />
          ) : (
            <VideoStage url={output.url} alt={frameAlt(t, generation, output.index)} />
          )}
          <Filmstrip frames={frames} at={at} beside={beside} onPick={pick} />
          <FramePanel frame={frame} comparing={comparing} photograph={photograph} onShow={goTo} onPhotograph={showLarge} onCommand={run} />
          {!photograph && <VerbDock frame={frame} comparing={comparing} onCommand={run} />}
          <Asks sessionId={generation.sessionId} />
          {keysShown && <KeysSheet groups={keyGroups(t)} onClose={() => setKeysShown(false)} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
