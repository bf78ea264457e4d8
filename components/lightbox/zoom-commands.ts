import type { Command } from "@/components/lightbox/lightbox-keys";
import { fitted, pannedBy, wholePixels, zoomedTo, type Point } from "@/components/lightbox/zoom";
import type { Zoom } from "@/components/lightbox/zoom-state";

/** How much nearer one press goes. */
const STEP = 1.25;
const PAN_PX = 80;
const MIDDLE: Point = { x: 0, y: 0 };
const PANS = {
  pan_left: { x: PAN_PX, y: 0 }, pan_right: { x: -PAN_PX, y: 0 }, pan_up: { x: 0, y: PAN_PX }, pan_down: { x: 0, y: -PAN_PX },
} as const;

export type ZoomCommand = Extract<Command, "closer" | "farther" | "fit" | "whole" | keyof typeof PANS>;

export function zoomCommand(zoom: Zoom, command: ZoomCommand): void {
  switch (command) {
    case "closer": return zoom.change((view, scene) => zoomedTo(view, view.zoom * STEP, MIDDLE, scene), true);
    case "farther": return zoom.change((view, scene) => zoomedTo(view, view.zoom / STEP, MIDDLE, scene), true);
    case "fit": return zoom.change(() => fitted, true);
    case "whole": return zoom.change((view, scene) => zoomedTo(view, wholePixels(scene), MIDDLE, scene), true);
    case "pan_left": case "pan_right": case "pan_up": case "pan_down": return zoom.change((view, scene) => pannedBy(view, PANS[command], scene), true);
    default: return command satisfies never;
  }
}
