import type { Focus } from "@/lib/emulator/pictures/light-map";
import type { Place } from "@/lib/emulator/pictures/look-of-frame";
import { between, type Random } from "@/lib/emulator/pictures/random";
import type { Reading } from "@/lib/emulator/prompt/reading";
import type { Distance } from "@/lib/emulator/prompt/vocabulary";

/** Which references a frame is made from, by their place from 0. */
export type Sources =
  | { kind: "single"; base: number }
  | { kind: "palette"; base: number; second: number }
  | { kind: "double"; base: number; second: number }
  | { kind: "dissolve"; base: number; second: number; fromLeft: boolean }
  /** One reference three times, ever nearer: where its ratio and the frame's are far apart. */
  | { kind: "triptych"; base: number }
  | { kind: "collage"; panels: readonly number[] };

/** Of the picture: where a frame would cut away more, its group begins with one that shows the whole. */
const LEAST_KEPT = 0.5;

/**
 * Shares the references out so that each is seen somewhere. The one that the prompt names first leads: it has every
 * frame that the others do not need.
 */
export function sourcesOfFrame(references: number, { references: named, distance }: Reading, { index, of }: Place, keptOf: (reference: number) => number): Sources {
  const order = leadFirst(references, named);
  const at = (place: number): number => order[place % order.length] ?? 0;
  if (order.length === 1) {
    const isFirstLook = index === 0 && (distance === null || distance === "wide");
    return { kind: isFirstLook && keptOf(at(0)) < LEAST_KEPT ? "triptych" : "single", base: at(0) };
  }
  if (order.length > of) return crowded(order, { index, of });
  const second = at(1 + (index % (order.length - 1)));
  if (index > of - order.length) return { kind: "palette", base: at(index - (of - order.length)), second: at(0) };
  switch (index % 3) {
    case 0: return { kind: "palette", base: at(0), second };
    case 1: return { kind: "dissolve", base: at(0), second, fromLeft: index % 2 === 0 };
    default: return { kind: "double", base: at(0), second };
  }
}

function leadFirst(references: number, named: readonly number[]): readonly number[] {
  const known = named.map((number) => number - 1).filter((place) => place < references);
  const rest = Array.from({ length: references }, (_, place) => place).filter((place) => !known.includes(place));
  return [...known, ...rest];
}

/** More references than frames: some stand side by side. */
function crowded(order: readonly number[], { index, of }: Place): Sources {
  const from = Math.floor((index * order.length) / of);
  const to = Math.floor(((index + 1) * order.length) / of);
  const panels = order.slice(from, to);
  return panels.length === 1 ? { kind: "single", base: panels[0] ?? 0 } : { kind: "collage", panels };
}

/** How near each frame is taken; the first of a group shows the whole. */
const ZOOMS = [1, 1.3, 1.14, 1.46, 1.07, 1.22];

export type Camera = { zoom: number; focus: Focus };

/** A frame that cuts much of the picture away goes less near, and along the picture from one frame to the next. */
const PANS = [0, -1, 1, -0.5, 0.5, 0.8];

/** `kept` is how much of the picture the frame can hold, 0 to 1. */
export function cameraOfFrame(distance: Distance | null, { index, of }: Place, subject: Focus, kept: number, random: Random): Camera {
  const usual = 1 + ((ZOOMS[index % ZOOMS.length] ?? 1) - 1) * Math.min(1, kept * 1.3);
  const zoom = zoomOf(distance, of === 1 ? 1 : index / (of - 1), usual) * between(random, 1, 1.05);
  const pan = (PANS[index % PANS.length] ?? 0) * (1 - kept) * 0.36;
  const sway = 0.1;
  return { zoom, focus: { x: subject.x + pan + between(random, -sway, sway), y: subject.y + pan + between(random, -sway, sway) * 0.6 } };
}

function zoomOf(distance: Distance | null, progress: number, usual: number): number {
  switch (distance) {
    case null: return usual;
    case "close": return 1.6 + usual * 0.45;
    case "wide": return 1 + (usual - 1) * 0.2;
    case "nearing": return 1 + 1.2 * progress;
    case "leaving": return 2.2 - 1.2 * progress;
    default: return distance satisfies never;
  }
}
