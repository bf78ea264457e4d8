import { decode } from "@/components/lightbox/decoded-pictures";
import { fitScale, type Scene } from "@/components/lightbox/zoom";
import type { SheetFrame } from "@/components/sheet/frame-acts";

/** The large thumbnail's longer side. */
const THUMB_PX = 1280;

/** What a step would show, in the size it would be shown in: the thumbnail where that is sharp enough, else the file. */
export function preload(scene: Scene | null, neighbours: readonly (SheetFrame | undefined)[]): void {
  for (const neighbour of neighbours) {
    if (neighbour?.output.media !== "image") continue;
    const { url, thumbs, width, height } = neighbour.output;
    if (thumbs) void decode(thumbs.large);
    const shownPx = scene && width > 0 && height > 0 ? Math.max(width, height) * fitScale({ ...scene, picture: { width, height } }) : Infinity;
    if (!thumbs || shownPx > THUMB_PX) void decode(url);
  }
}
