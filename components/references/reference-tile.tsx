"use client";

import { lightReference, litReference } from "@/components/references/lit-reference";
import type { Tile } from "@/components/references/tile";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";

export type TileVerbs = { onRemove: (id: string) => void; onMove: (id: string, by: -1 | 1) => void };
type Props = TileVerbs & { tile: Tile; number: number | null; isLast: boolean };

const PLATE = "flex size-6 items-center justify-center rounded-frame bg-plate text-label leading-none text-plate-ink";
const SHOWN_WHEN_NEEDED = "opacity-0 group-hover:opacity-100 group-has-focus-visible:opacity-100 touch:opacity-100 max-md:in-data-[open=false]:hidden";

export function ReferenceTile({ tile, number, isLast, onRemove, onMove }: Props) {
  const called = number === null ? tile.name : `image ${number}`;
  const isLit = useStore(litReference, (lit) => lit !== null && lit === number);
  const light = () => lightReference(number);
  const unlight = () => lightReference(null);
  return (
    <div
      role="group"
      aria-label={number === null ? tile.name : `image ${number}: ${tile.name}`}
      data-state={tile.state}
      data-reference={number ?? undefined}
      data-lit={isLit ? "" : undefined}
      onPointerEnter={light}
      onPointerLeave={unlight}
      onFocus={light}
      onBlur={unlight}
      title={tile.name}
      className="group relative aspect-square w-full overflow-hidden rounded bg-raised max-md:in-data-[open=false]:size-10 max-md:in-data-[open=false]:shrink-0"
    >
      <Picture tile={tile} called={called} />
      {number !== null && (
        <span aria-hidden className="absolute top-1 left-1 flex min-w-5.5 items-center justify-center rounded-frame bg-plate px-1.5 text-hint leading-5.5 font-medium text-plate-ink tabular-nums group-data-lit:bg-pencil group-data-lit:text-pencil-ink max-md:in-data-[open=false]:min-w-5 max-md:in-data-[open=false]:leading-4.5">
          {number}
        </span>
      )}
      <Progress tile={tile} />
      {tile.state !== "making" && (
        <button
          type="button"
          aria-label={tile.state === "stored" || tile.state === "failed" ? `Remove ${called}` : `Cancel ${called}`}
          onClick={() => onRemove(tile.id)}
          className={classes("absolute top-0 right-0 flex size-7 items-start justify-end p-1 touch:size-11", SHOWN_WHEN_NEEDED)}
        >
          <span className={PLATE}>×</span>
        </button>
      )}
      {tile.state === "stored" && number !== null && (
        <div className={classes("absolute inset-x-1 bottom-1 flex justify-between touch:hidden", SHOWN_WHEN_NEEDED)}>
          <MoveButton label={`Move ${called} left`} disabled={number === 1} onClick={() => onMove(tile.id, -1)}>‹</MoveButton>
          <MoveButton label={`Move ${called} right`} disabled={isLast} onClick={() => onMove(tile.id, 1)}>›</MoveButton>
        </div>
      )}
    </div>
  );
}

function MoveButton({ label, disabled, onClick, children }: { label: string; disabled: boolean; onClick: () => void; children: string }) {
  return (
    <button type="button" aria-label={label} disabled={disabled} onClick={onClick} className={classes(PLATE, "disabled:invisible")}>
      {children}
    </button>
  );
}

function Picture({ tile, called }: { tile: Tile; called: string }) {
  const src = tile.state === "stored" ? tile.reference.thumbUrl : "previewUrl" in tile ? tile.previewUrl : null;
  if (!src) {
    return (
      <span className="flex h-full items-center justify-center p-1 text-center text-fact break-all text-ink-3">
        {tile.state === "failed" ? <span className="text-title text-bad" aria-hidden>!</span> : "…"}
      </span>
    );
  }
  const isDim = tile.state !== "stored";
  return <img src={src} alt={called} decoding="async" draggable={false} className={classes("size-full object-cover", isDim && "opacity-40")} />;
}

function Progress({ tile }: { tile: Tile }) {
  switch (tile.state) {
    case "stored":
    case "failed": return null;
    case "making":
    case "checking":
    case "waiting":
    case "confirming": return <Word>{tile.state === "waiting" ? "waits" : tile.state === "confirming" ? "checking" : "…"}</Word>;
    case "uploading":
      return (
        <>
          <Word>{`${Math.round(tile.percent)} %`}</Word>
          <progress
            aria-label={`Upload of ${tile.name}`}
            max={100}
            value={tile.percent}
            className="absolute inset-x-0 bottom-0 h-1 w-full appearance-none bg-line [&::-moz-progress-bar]:bg-pencil [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-pencil"
          />
        </>
      );
    default: return tile satisfies never;
  }
}

function Word({ children }: { children: string }) {
  return <span className="facts absolute inset-x-0 bottom-1.5 text-center text-fact text-ink max-md:in-data-[open=false]:hidden">{children}</span>;
}
