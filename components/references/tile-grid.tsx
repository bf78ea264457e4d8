"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { loadTileDetails, studioParts } from "@/components/on-demand";
import { ReferenceTile } from "@/components/references/reference-tile";
import { isPlaced, numberOf, placedCount, type Tile } from "@/components/references/tile";
import { classes } from "@/components/ui/classes";

const TileDetails = dynamic(loadTileDetails, { ssr: false });

export type TileVerbs = {
  onRemove: (id: string) => void;
  /** To a place among the numbered ones, from 0. */
  onPlace: (id: string, to: number) => void;
  /** A too long and narrow one is asked about. */
  onChooseFit: (id: string) => void;
};
type Props = TileVerbs & { tiles: readonly Tile[]; isTight: boolean; children: ReactNode };

const ROW = "max-md:in-data-[open=false]:flex max-md:in-data-[open=false]:justify-start max-md:in-data-[open=false]:gap-1.5 max-md:in-data-[open=false]:overflow-x-auto max-md:in-data-[open=false]:-m-0.5 max-md:in-data-[open=false]:p-0.5";

/** The tiles have one stop for Tab: arrows go from one to the next, Alt and an arrow moves one, Delete takes it away. */
export function TileGrid({ tiles, isTight, onRemove, onPlace, onChooseFit, children }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  /** Kept after it was closed, so that it can go without a jerk. */
  const [details, setDetails] = useState<{ id: string; open: boolean } | null>(null);
  const placed = placedCount(tiles);
  const stop = tiles.some(({ id }) => id === current) ? current : tiles[0]?.id;
  const shown = tiles.find(({ id }) => id === details?.id);

  const elementOf = (id: string | undefined) => grid.current?.querySelector<HTMLElement>(`[data-tile="${id}"] > button`) ?? null;
  const focus = (id: string | undefined) => (elementOf(id) ?? grid.current?.querySelector<HTMLElement>("#add-references"))?.focus();

  const place = (id: string, to: number) => {
    /** What is moved in the page loses its focus. */
    flushSync(() => onPlace(id, to));
    focus(id);
  };
  const remove = (id: string) => {
    const at = tiles.findIndex((tile) => tile.id === id);
    const next = tiles[at + 1] ?? tiles[at - 1];
    flushSync(() => {
      setDetails(null);
      onRemove(id);
    });
    /** A cancelled exchange leaves what was there. */
    focus(elementOf(id) ? id : next?.id);
  };
  const open = (tile: Tile) => {
    if (tile.state === "needs_fit") onChooseFit(tile.id);
    else setDetails((now) => ({ id: tile.id, open: now?.id !== tile.id || !now.open }));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const id = event.target instanceof HTMLElement && event.target.parentElement?.dataset.tile;
    const tile = tiles.find((tile) => tile.id === id);
    if (!tile || !grid.current) return;
    const { key, altKey, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) return;
    const act = actOf(key, tiles.indexOf(tile), columnsOf(grid.current));
    if (!act) return;
    event.preventDefault();
    if (act.act === "remove") remove(tile.id);
    else if (!altKey) focus(tiles[Math.min(Math.max(0, act.to), tiles.length - 1)]?.id);
    else if (isPlaced(tile)) place(tile.id, (numberOf(tiles, tile.id) ?? 1) - 1 + act.to - tiles.indexOf(tile));
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const { target, pointerId, pointerType, clientX, clientY, button } = event;
    const tile = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-reference]") : null;
    const id = tile?.dataset.tile;
    const numbered = [...(grid.current?.querySelectorAll<HTMLElement>("[data-reference]") ?? [])];
    if (!tile || !id || button !== 0 || numbered.length < 2) return;
    const up = new AbortController();
    for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => up.abort(), { signal: up.signal });
    void studioParts.tileDrag().then((followPress) => followPress({
      pressed: { x: clientX, y: clientY, pointerId, isTouch: pointerType !== "mouse" },
      released: up.signal,
      tile,
      tiles: numbered,
      onLift: () => grid.current?.setAttribute("data-dragging", ""),
      onDrop: (to) => {
        grid.current?.removeAttribute("data-dragging");
        if (to !== null) place(id, to);
      },
    })).catch(() => null);
  };

  useEffect(() => {
    const element = grid.current;
    /** React listens to touches passively, and then nothing keeps the page from scrolling under a dragged tile. */
    const hold = (event: TouchEvent) => {
      if (element?.hasAttribute("data-dragging")) event.preventDefault();
    };
    element?.addEventListener("touchmove", hold, { passive: false });
    return () => element?.removeEventListener("touchmove", hold);
  }, []);

  return (
    <div
      ref={grid}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onFocus={({ target }) => setCurrent(target.parentElement?.dataset.tile ?? current)}
      className={classes("grid", ROW, isTight ? "max-w-93 grid-cols-[repeat(5,64px)] justify-between gap-y-1.5" : "grid-cols-[repeat(4,minmax(0,88px))] gap-1.5")}
    >
      {tiles.map((tile) => {
        const number = numberOf(tiles, tile.id);
        return (
          <ReferenceTile
            key={tile.id}
            tile={tile}
            number={number}
            isLast={number === placed}
            isTight={isTight}
            isCurrent={tile.id === stop}
            isOpen={details?.id === tile.id && details.open}
            onOpen={() => open(tile)}
            onRemove={() => remove(tile.id)}
            onPlace={(to) => place(tile.id, to)}
          />
        );
      })}
      {children}
      {details && shown && (
        <TileDetails
          key={shown.id}
          tile={shown}
          number={numberOf(tiles, shown.id)}
          count={placed}
          anchor={{ get current() { return elementOf(shown.id); } }}
          open={details.open}
          onOpenChange={(open) => setDetails({ id: shown.id, open })}
          onRemove={() => remove(shown.id)}
          onPlace={(to) => onPlace(shown.id, to)}
        />
      )}
    </div>
  );
}

type Act = { act: "remove" } | { act: "go"; to: number };

function actOf(key: string, at: number, columns: number): Act | null {
  switch (key) {
    case "Delete":
    case "Backspace": return { act: "remove" };
    case "ArrowLeft": return { act: "go", to: at - 1 };
    case "ArrowRight": return { act: "go", to: at + 1 };
    case "ArrowUp": return { act: "go", to: at - columns };
    case "ArrowDown": return { act: "go", to: at + columns };
    case "Home": return { act: "go", to: 0 };
    case "End": return { act: "go", to: Number.MAX_SAFE_INTEGER };
    default: return null;
  }
}

/** Tiles in the first row. */
function columnsOf(grid: HTMLElement): number {
  const tops = [...grid.querySelectorAll<HTMLElement>("[data-tile]")].map(({ offsetTop }) => offsetTop);
  return tops.filter((top) => top === tops[0]).length;
}
