"use client";

import { useRef } from "react";
import { useComposer } from "@/components/composer/composer-context";
import { changesText } from "@/components/references/changes-text";
import { failureText } from "@/components/references/problem-text";
import { progressOf, isRetryable, type Tile } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import { Popover, type PopoverProps } from "@/components/ui/popover";

type Props = Pick<PopoverProps, "anchor" | "open" | "onOpenChange"> & {
  tile: Tile;
  number: number | null;
  /** Tiles that have a number. */
  count: number;
  onRemove: () => void;
  onPlace: (to: number) => void;
};

/** What a reference is and was, and all that can be done with it: what keys and a mouse do at the tile, a finger does here. */
export function TileDetails({ tile, number, count, onRemove, onPlace, ...popover }: Props) {
  const isThere = tile.state === "stored" || tile.state === "failed";
  return (
    <Popover {...popover} title={number === null ? "Not added" : `Image ${number} of ${count}`}>
      <p className="text-hint break-all text-ink-2">{tile.name}</p>
      <Told tile={tile} />
      <div className="mt-1 flex flex-wrap gap-2">
        {number !== null && count > 1 && (
          <>
            <Button disabled={number === 1} onClick={() => onPlace(number - 2)} className="disabled:text-ink-3">Move left</Button>
            <Button disabled={number === count} onClick={() => onPlace(number)} className="disabled:text-ink-3">Move right</Button>
          </>
        )}
        <OtherWays tile={tile} onDone={() => popover.onOpenChange(false)} />
        {tile.state !== "making" && <Button onClick={onRemove}>{isThere ? "Remove" : "Cancel"}</Button>}
      </div>
    </Popover>
  );
}

function Told({ tile }: { tile: Tile }) {
  switch (tile.state) {
    case "stored": {
      const { was, is, done } = changesText(tile.reference);
      return (
        <>
          <p className="facts text-ink-2">{was && <><span className="block">{was}</span><span aria-label="became">→ </span></>}{is}</p>
          {done.length > 0 && <ul className="flex flex-col gap-0.5 text-hint text-ink-2">{done.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
        </>
      );
    }
    case "failed": return <p className="text-hint text-bad">{failureText(tile.failure)}</p>;
    case "needs_fit": return <p className="text-hint text-ink-2">Waits for your choice: it is too long and narrow.</p>;
    case "making": return <p className="text-hint text-ink-2">The studio is making it a reference.</p>;
    case "preparing":
    case "prepared":
    case "waiting":
    case "uploading":
    case "confirming": return <p className="facts text-ink-2">{Math.round(progressOf(tile) ?? 0)} % of the way</p>;
    default: return tile satisfies never;
  }
}

function OtherWays({ tile, onDone }: { tile: Tile; onDone: () => void }) {
  const composer = useComposer();
  const input = useRef<HTMLInputElement>(null);
  if (tile.state === "failed" && isRetryable(tile)) return <Button onClick={() => { onDone(); composer.retryTile(tile.id); }}>Retry</Button>;
  if (tile.state !== "stored") return null;
  return (
    <>
      {composer.fittableOf(tile.id) && <Button onClick={() => { onDone(); composer.askFit(tile.id); }}>Fit it another way</Button>}
      <Button onClick={() => input.current?.click()}>Replace</Button>
      <input
        ref={input}
        type="file"
        accept="image/*,.heic,.heif,.avif"
        tabIndex={-1}
        aria-hidden
        className="sr-only"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          onDone();
          if (file) composer.replaceTile(tile.id, file);
        }}
      />
    </>
  );
}
