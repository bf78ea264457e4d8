"use client";

import { useRef } from "react";
import { ReferenceTile, type TileVerbs } from "@/components/references/reference-tile";
import { failureText } from "@/components/references/problem-text";
import { isRetryable, numberOf, placedCount, type FailedTile, type Tile } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";

type Props = TileVerbs & {
  tiles: readonly Tile[];
  max: number;
  turnedAway: readonly string[];
  finding: string | undefined;
  onAdd: (files: readonly File[]) => void;
  onRetry: (id: string) => void;
  onDismissTurnedAway: () => void;
};

const ROW = "max-md:in-data-[open=false]:flex max-md:in-data-[open=false]:justify-start max-md:in-data-[open=false]:gap-1.5 max-md:in-data-[open=false]:overflow-x-auto max-md:in-data-[open=false]:-m-0.5 max-md:in-data-[open=false]:p-0.5";
const isFailed = (tile: Tile): tile is FailedTile => tile.state === "failed";

export function ReferenceField({ tiles, max, turnedAway, finding, onAdd, onRetry, onDismissTurnedAway, ...verbs }: Props) {
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
      <div className="flex items-baseline justify-between max-md:in-data-[open=false]:hidden">
        <h2 className="text-label font-medium">References</h2>
        <p className="facts text-ink-3">{placed} of {max}</p>
      </div>
      <div className={classes("grid", ROW, isTight ? "max-w-93 grid-cols-[repeat(5,64px)] justify-between gap-y-1.5" : "grid-cols-[repeat(4,minmax(0,88px))] gap-1.5")}>
        {tiles.map((tile) => {
          const number = numberOf(tiles, tile.id);
          return <ReferenceTile key={tile.id} tile={tile} number={number} isLast={number === placed} {...verbs} />;
        })}
        {hasRoom && <AddButton isTight={isTight} onAdd={onAdd} />}
      </div>
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
        {turnedAway.length > 0 && (
          <p className="flex items-baseline justify-between gap-3 text-hint text-bad">
            <span>Not added, as the model takes {max} references: {turnedAway.slice(0, 3).join(", ")}{turnedAway.length > 3 && ` and ${turnedAway.length - 3} more`}.</span>
            <Button look="link" className="text-hint" onClick={onDismissTurnedAway}>Dismiss</Button>
          </p>
        )}
        {finding && <p id="references-finding" role="alert" className="text-hint text-bad">{finding}</p>}
        {!finding && hasRoom && <p className="text-hint text-ink-3">JPEG or PNG under 10 MB.<span className="touch:hidden"> Drop or paste them anywhere.</span></p>}
      </div>
    </section>
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
        accept="image/jpeg,image/png"
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
