"use client";

import type { RefObject } from "react";
import { isRetryable } from "@/components/references/file-tile";
import { failureText } from "@/components/references/problem-text";
import type { FailedTile, Tile } from "@/components/references/tile";
import { Button } from "@/components/ui/button";

export type LinesProps = {
  tiles: readonly Tile[];
  max: number;
  turnedAway: readonly string[];
  cutOff: readonly string[];
  section: RefObject<HTMLElement | null>;
  onRetry: (id: string) => void;
  onRemove: (id: string) => void;
  onChooseFit: (id: string) => void;
  onDismissTurnedAway: () => void;
  onDismissCutOff: () => void;
};

const isFailed = (tile: Tile): tile is FailedTile => tile.state === "failed";

/** What is to be said about files beside their tiles. Loaded with the first such sentence. */
export function ReferenceLines({ tiles, max, turnedAway, cutOff, section, onRetry, onRemove, onChooseFit, onDismissTurnedAway, onDismissCutOff }: LinesProps) {
  const failed = tiles.filter(isFailed);

  const removeFailed = () => {
    for (const { id } of failed) onRemove(id);
    /** Its own button goes with them. */
    section.current?.querySelector<HTMLElement>("#add-references")?.focus();
  };

  return (
    <>
      {failed.map((tile) => (
        <FailureLine key={tile.id} tile={tile} onRetry={onRetry} onRemove={onRemove} />
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
          <Button look="link" className="text-hint" aria-label={`Choose how ${tile.name} fits`} onClick={() => onChooseFit(tile.id)}>Choose</Button>
        </p>
      ))}
      {turnedAway.length > 0 && <NotAdded why={`Not added, as the model takes ${max} references`} names={turnedAway} onDismiss={onDismissTurnedAway} />}
      {cutOff.length > 0 && <NotAdded why="On their way when the page was left, to be added again" names={cutOff} onDismiss={onDismissCutOff} />}
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

const NAMED = 3;

function NotAdded({ why, names, onDismiss }: { why: string; names: readonly string[]; onDismiss: () => void }) {
  return (
    <p className="flex items-baseline justify-between gap-3 text-hint text-bad">
      <span className="min-w-0 wrap-break-word">{why}: {names.slice(0, NAMED).join(", ")}{names.length > NAMED && ` and ${names.length - NAMED} more`}.</span>
      <Button look="link" className="text-hint" onClick={onDismiss}>Dismiss</Button>
    </p>
  );
}
