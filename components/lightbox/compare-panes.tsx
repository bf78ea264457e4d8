"use client";

import { useEffect, useState } from "react";
import { useDrawn } from "@/components/lightbox/drawn-picture";
import { followGestures } from "@/components/lightbox/gestures";
import { gridColumns } from "@/components/lightbox/grid-columns";
import { usePane } from "@/components/lightbox/pane";
import type { Picture } from "@/components/lightbox/picture";
import { Plate } from "@/components/lightbox/plate";
import { ShownPicture } from "@/components/lightbox/shown-picture";
import { stageClass } from "@/components/lightbox/stage";
import { surround, surroundClass } from "@/components/lightbox/surround";
import type { Zoom } from "@/components/lightbox/zoom-state";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";

const noStep = () => undefined;

/** Two to four beside each other; what is done to one is done to all. While it blinks each place shows the next one's picture. */
export function Panes({ pictures, mainName, zoom, blinking }: { pictures: readonly Picture[]; mainName: string; zoom: Zoom; blinking: boolean }) {
  const [grid, setGrid] = useState<HTMLDivElement | null>(null);
  const [columns, setColumns] = useState(pictures.length);
  const shade = useStore(surround, (now) => now);
  useEffect(() => {
    if (!grid) return;
    const watcher = new ResizeObserver(() => setColumns(gridColumns(pictures.map(({ size }) => size), { width: grid.clientWidth, height: grid.clientHeight })));
    watcher.observe(grid);
    return () => watcher.disconnect();
  }, [grid, pictures]);
  return (
    <div ref={setGrid} data-compare="beside" data-columns={columns} data-surround={shade} className={classes("grid min-h-0 grow auto-rows-[minmax(0,1fr)] gap-0.5", surroundClass[shade])} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {pictures.map((picture, place) => (
        <Pane key={place} picture={blinking ? (pictures[(place + 1) % pictures.length] ?? picture) : picture} zoom={zoom} main={picture.name === mainName && !blinking} />
      ))}
    </div>
  );
}

function Pane({ picture, zoom, main }: { picture: Picture; zoom: Zoom; main: boolean }) {
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const shade = useStore(surround, (now) => now);
  const drawn = useDrawn(picture);
  usePane(stage, drawn.picture.size, zoom, main);
  useEffect(() => (stage ? followGestures(stage, zoom, noStep) : undefined), [stage, zoom]);
  return (
    <div ref={setStage} data-surround={shade} className={classes(stageClass, surroundClass[shade])}>
      <ShownPicture drawn={drawn} />
      <Plate label={drawn.picture.label} side="left" />
    </div>
  );
}
