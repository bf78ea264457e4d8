"use client";

import { useRef } from "react";
import { failureText } from "@/components/references/problem-text";
import { TileGrid, type TileVerbs } from "@/components/references/tile-grid";
import { ShelfButton } from "@/components/references/shelf-button";
import { isRetryable, placedCount, type FailedTile, type Tile } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";

type Props = TileVerbs & {
  tiles: readonly Tile[];
  max: number;
  turnedAway: readonly string[];
  cutOff: readonly string[];
  finding: string | undefined;
  onAdd: (files: readonly File[]) => void;
  onRetry: (id: string) => void;
  onDismissTurnedAway: () => void;
  onDismissCutOff: () => void;
};

/** What the picker offers, a telephone's camera among it; what a file is, its bytes tell. */
const ACCEPT = "image/*,.heic,.heif,.avif";
const isFailed = (tile: Tile): tile is FailedTile => tile.state === "failed";

export function ReferenceField({ tiles, max, turnedAway, cutOff, finding, onAdd, onRetry, onDismissTurnedAway, onDismissCutOff, ...verbs }: Props) {
  const placed = placedCount(tiles);
  const hasRoom = placed < max;
  const isTight = tiles.length + (hasRoom ? 1 : 0) > 4;
  const failed = tiles.filter(isFailed);
  const section = useRef<HTMLElement>(null);

  const removeFailed = () => {
    for (const { id } of failed) verbs.onRemove(id);
    /** Its own button goes with them. */
    section.current?.querySelector<HTMLElement>("#add-references")?.focus();
  };

  return (
    <section ref={section} aria-label="References" className="flex flex-col gap-1.5">
      <div className="flex items-baseline gap-3 max-md:in-data-[open=false]:hidden">
        <h2 className="mr-auto text-label font-medium">References</h2>
        <ShelfButton />
        <p className="facts text-ink-3">{placed} of {max}</p>
      </div>
      <TileGrid tiles={tiles} isTight={isTight} {...verbs}>
        {hasRoom && <AddButton isTight={isTight} onAdd={onAdd} />}
      </TileGrid>
      <div className="flex flex-col gap-1 max-md:in-data-[open=false]:hidden">
        {failed.map((tile) => (
          <FailureLine key={tile.id} tile={tile} onRetry={onRetry} onRemove={verbs.onRemove} />
        ))}
        {failed.length > 1 && (
          <p className="flex items-baseline justify-between gap-3 text-hint">
            <span>{failed.length} files were not added.</span>
            <Button look="link" className="text-hint" onClick={removeFailed}>Remove all</Button>
          </p>
        )}
        {tiles.map((tile) => tile.state === "needs_fit" && tile.isPutOff && (
          <p key={tile.id} className="flex items-baseline justify-between gap-3 text-hint">
            <span className="min-w-0"><span className="block truncate font-medium">{tile.name}</span>Waits for your choice: too long and narrow.</span>
            <Button look="link" className="text-hint" aria-label={`Choose how ${tile.name} fits`} onClick={() => verbs.onChooseFit(tile.id)}>Choose</Button>
          </p>
        ))}
        {turnedAway.length > 0 && <NotAdded why={`Not added, as the model takes ${max} references`} names={turnedAway} onDismiss={onDismissTurnedAway} />}
        {cutOff.length > 0 && <NotAdded why="On their way when the page was left, to be added again" names={cutOff} onDismiss={onDismissCutOff} />}
        {finding && <p id="references-finding" role="alert" className="text-hint text-bad">{finding}</p>}
        {!finding && hasRoom && <p className="text-hint text-ink-3">Any photograph: what the model refuses is fixed, and said.</p>}
      </div>
    </section>
  );
}

const NAMED = 3;

function NotAdded({ why, names, onDismiss }: { why: string; names: readonly string[]; onDismiss: () => void }) {
  return (
    <p className="flex items-baseline justify-between gap-3 text-hint text-bad">
      <span className="min-w-0 wrap-break-word">{why}: {names.slice(0, NAMED).join(", ")}{names.length > NAMED && ` and ${names.length - NAMED} more`}.</span>
      <Button look="link" className="text-hint" onClick={onDismiss}>Dismiss</Button>
    </p>
  );
}

function AddButton({ isTight, onAdd }: { isTight: boolean; onAdd: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        id="add-references"
        type="button"
        aria-label="Add references"
        aria-describedby="references-finding"
        onClick={() => input.current?.click()}
        className="group aspect-square w-full rounded text-hint text-ink-2 hover:text-ink max-md:in-data-[open=false]:-m-0.5 max-md:in-data-[open=false]:size-11 max-md:in-data-[open=false]:shrink-0 max-md:in-data-[open=false]:p-0.5"
      >
        {/* Folded, the target is larger than what is drawn. */}
        <span className="flex size-full flex-col items-center justify-center rounded border border-dashed border-line-strong group-hover:border-ink">
          <span className="text-title leading-5">+</span>
          <span className={classes("max-md:in-data-[open=false]:hidden", isTight && "sr-only")}>Add</span>
        </span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPT}
        tabIndex={-1}
        aria-hidden
        className="sr-only"
        onChange={({ currentTarget }) => {
          onAdd([...(currentTarget.files ?? [])]);
          /** So that the same file can be picked again. */
          currentTarget.value = "";
        }}
      />
    </>
  );
}

function FailureLine({ tile, onRetry, onRemove }: { tile: FailedTile; onRetry: (id: string) => void; onRemove: (id: string) => void }) {
  return (
    <div className="flex items-baseline justify-between gap-3 text-hint">
      <p className="min-w-0">
        <span className="block truncate font-medium">{tile.name}</span>
        <span className="text-bad">{failureText(tile.failure)}</span>
      </p>
      <span className="flex shrink-0 gap-3">
        {isRetryable(tile) && <Button look="link" className="text-hint" aria-label={`Retry ${tile.name}`} onClick={() => onRetry(tile.id)}>Retry</Button>}
        <Button look="link" className="text-hint" aria-label={`Remove ${tile.name}`} onClick={() => onRemove(tile.id)}>Remove</Button>
      </span>
    </div>
  );
}
