import { keepOpen } from "@/components/sheet/desk";
import type { Hand } from "@/components/sheet/hand";
import { nothingSelected, onlyThese } from "@/components/sheet/selection";

/** So far the mouse goes before it is a drag and no click. */
const BEGIN_PX = 4;
/** So near the window's edge the page goes along, and so fast. */
const EDGE_PX = 48;
const MOST_SPEED_PX = 24;

type Point = { x: number; y: number };
type Box = { left: number; top: number; right: number; bottom: number };

const boxOf = (a: Point, b: Point): Box => ({ left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), right: Math.max(a.x, b.x), bottom: Math.max(a.y, b.y) });
const touches = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** On the page, which scrolls under the mouse. */
const onPage = (x: number, y: number): Point => ({ x: x + scrollX, y: y + scrollY });

/** Selects what it is drawn over; with shift or the system's key, beside what was selected. A click on the empty space selects nothing. */
export function followBand(pressed: MouseEvent, { desk, frames, pane }: Hand): void {
  const from = onPage(pressed.clientX, pressed.clientY);
  const before = desk.selection.get();
  const base = pressed.shiftKey || pressed.ctrlKey || pressed.metaKey ? before.selected : nothingSelected.selected;
  const takeOf = new Map(frames.map(({ output, generation }) => [output.id, generation.id]));
  const boxes: Boxes = new Map();
  let at = { x: pressed.clientX, y: pressed.clientY };
  let band: HTMLElement | null = null;
  let frameRequest = 0;

  const draw = () => {
    const box = boxOf(from, onPage(at.x, at.y));
    band ??= document.body.appendChild(newBand());
    Object.assign(band.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.right - box.left}px`, height: `${box.bottom - box.top}px` });
    noteBoxes(boxes, pane.current);
    const ids = frames.map(({ output }) => output.id).filter((id) => touches(boxes.get(id) ?? NOWHERE, box));
    desk.selection.set(() => onlyThese([...base, ...ids], ids[0] ?? null));
    const speedPx = edgeSpeed(at.y);
    if (speedPx !== 0) scrollBy(0, speedPx);
    frameRequest = requestAnimationFrame(draw);
  };
  const end = () => {
    ending.abort();
    cancelAnimationFrame(frameRequest);
    band?.remove();
  };
  const move = ({ clientX: x, clientY: y }: MouseEvent) => {
    at = { x, y };
    if (band === null && Math.hypot(x + scrollX - from.x, y + scrollY - from.y) >= BEGIN_PX) draw();
  };
  const up = () => {
    if (band === null && base.size === 0) desk.selection.set(() => nothingSelected);
    for (const id of desk.selection.get().selected) keepOpen(desk, takeOf.get(id) ?? id);
    end();
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    desk.selection.set(() => before);
    end();
  };
  const ending = new AbortController();
  const { signal } = ending;
  window.addEventListener("mousemove", move, { signal });
  window.addEventListener("mouseup", up, { signal });
  window.addEventListener("blur", up, { signal });
  window.addEventListener("keydown", escape, { signal, capture: true });
}

function newBand(): HTMLElement {
  const band = document.createElement("div");
  band.className = "pointer-events-none absolute z-20 border border-ink bg-ink/10";
  band.dataset.band = "";
  return band;
}

/** Where pictures lie on the page, by output id: what the page has left behind while it went along is drawn no longer, and stays under the band. */
type Boxes = Map<string, Box>;
const NOWHERE: Box = { left: -1, top: -1, right: -1, bottom: -1 };

function noteBoxes(boxes: Boxes, pane: HTMLElement | null): void {
  for (const figure of pane?.querySelectorAll<HTMLElement>("[data-output-id]") ?? []) {
    if (figure.dataset.outputId !== undefined) boxes.set(figure.dataset.outputId, onPageBox((figure.firstElementChild ?? figure).getBoundingClientRect()));
  }
}

const onPageBox = ({ left, top, right, bottom }: Box): Box => ({ left: left + scrollX, right: right + scrollX, top: top + scrollY, bottom: bottom + scrollY });

/** Pixels per drawn frame; the nearer to the edge the faster. */
function edgeSpeed(y: number): number {
  const [above, below] = [EDGE_PX - y + headerPx(), y - (innerHeight - EDGE_PX)];
  if (above > 0) return -Math.min(MOST_SPEED_PX, above / 2);
  return below > 0 ? Math.min(MOST_SPEED_PX, below / 2) : 0;
}

const headerPx = (): number => document.querySelector("header")?.getBoundingClientRect().bottom ?? 0;
