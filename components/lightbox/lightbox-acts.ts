import type { Command } from "@/components/lightbox/lightbox-keys";
import { referenceName } from "@/components/lightbox/reference-picture";
import { slideBy } from "@/components/lightbox/slide";
import { nextSurround, type Surround } from "@/components/lightbox/surround";
import { zoomCommand } from "@/components/lightbox/zoom-commands";
import type { Zoom } from "@/components/lightbox/zoom-state";
import { nameOf, type FrameActs, type SheetFrame } from "@/components/sheet/frame-acts";
import type { Store } from "@/components/ui/store";

const SLIDE_STEP = 0.04;

type Deps = {
  frames: readonly SheetFrame[];
  at: number;
  frame: SheetFrame;
  beside: readonly string[];
  acts: FrameActs;
  zoom: Zoom;
  slide: Store<number>;
  show: (frame: SheetFrame | undefined) => void;
  compareWith: (names: readonly string[]) => void;
  swap: () => void;
  close: () => void;
  save: () => void;
  blink: () => void;
  showKeys: () => void;
  onSurround: (surround: Surround) => void;
};

/** What each key and button does to the frame that is shown. */
export function lightboxActs({ frames, at, frame, beside, acts, zoom, slide, show, compareWith, swap, close, save, blink, showKeys, onSurround }: Deps): Record<Command, () => void> {
  const { output, generation } = frame;
  const isImage = output.media === "image";
  /** Back on the sheet, where it happens. */
  const there = (act: () => void) => {
    close();
    act();
  };
  const compare = () => {
    if (beside.length > 0) return compareWith([]);
    const neighbour = frames[at + 1] ?? frames[at - 1];
    const other = generation.references.length > 0 ? referenceName(1) : neighbour && nameOf(neighbour);
    if (isImage && other) compareWith([other]);
  };
  const stepOther = (by: 1 | -1) => {
    const known = frames.findIndex((other) => nameOf(other) === beside.at(-1));
    const from = known < 0 ? at : known;
    const stay = beside.slice(0, -1);
    // What stands there already, or cannot, is stepped over.
    const isFree = (other: SheetFrame) => other !== frame && other.output.media === "image" && !stay.includes(nameOf(other));
    const next = (by === 1 ? frames.slice(from + 1) : frames.slice(0, from).toReversed()).find(isFree);
    if (next) compareWith([...stay, nameOf(next)]);
  };
  const remove = () => {
    const neighbour = frames[at + 1] ?? frames[at - 1];
    acts.remove([frame], () => {
      if (neighbour) show(neighbour);
      else close();
    });
  };
  return {
    previous: () => show(frames[at - 1]),
    next: () => show(frames[at + 1]),
    first: () => show(frames[0]),
    last: () => show(frames.at(-1)),
    edit: () => { if (isImage) there(() => acts.edit(frame)); },
    compare, save, swap, remove,
    share: () => acts.share({ kind: "frames", frames: [frame] }),
    mark: () => acts.mark([frame], output.markedAt === null),
    load: () => there(() => acts.loadSettings(generation)),
    again: () => there(() => acts.again(generation)),
    undo: () => void acts.undo(),
    surround: () => onSurround(nextSurround()),
    keys: showKeys,
    blink,
    closer: () => zoomCommand(zoom, "closer"),
    farther: () => zoomCommand(zoom, "farther"),
    fit: () => zoomCommand(zoom, "fit"),
    whole: () => zoomCommand(zoom, "whole"),
    pan_left: () => zoomCommand(zoom, "pan_left"),
    pan_right: () => zoomCommand(zoom, "pan_right"),
    pan_up: () => zoomCommand(zoom, "pan_up"),
    pan_down: () => zoomCommand(zoom, "pan_down"),
    slide_left: () => slide.set(slideBy(-SLIDE_STEP)),
    slide_right: () => slide.set(slideBy(SLIDE_STEP)),
    other_previous: () => stepOther(-1),
    other_next: () => stepOther(1),
  };
}
