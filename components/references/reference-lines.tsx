"use client";

import type { RefObject } from "react";
import { useTranslations } from "@/components/language/translations";
import { isRetryable } from "@/components/references/file-tile";
import { failureText } from "@/components/references/problem-text";
import type { FailedTile, Tile } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import type { Translator } from "@/lib/messages/translator";

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
  const t = useTranslations();
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
          <span>{t("references.line.failed", { count: failed.length })}</span>
          <Button look="link" className="text-hint" onClick={removeFailed}>{t("references.line.removeAll")}</Button>
        </p>
      )}
      {tiles.map((tile) => tile.state === "needs_fit" && tile.isPutOff && (
        <p key={tile.id} className="flex items-baseline justify-between gap-3 text-hint">
          <span className="min-w-0"><span className="block truncate font-medium">{tile.name}</span>{t("references.line.needs_fit")}</span>
          <Button look="link" className="text-hint" aria-label={t("references.chooseFit", { what: tile.name })} onClick={() => onChooseFit(tile.id)}>{t("references.line.choose")}</Button>
        </p>
      ))}
      {turnedAway.length > 0 && <NotAdded text={t("references.line.turnedAway", { most: max, names: namesText(t, turnedAway) })} onDismiss={onDismissTurnedAway} />}
      {cutOff.length > 0 && <NotAdded text={t("references.line.cutOff", { names: namesText(t, cutOff) })} onDismiss={onDismissCutOff} />}
    </>
  );
}

function FailureLine({ tile, onRetry, onRemove }: { tile: FailedTile; onRetry: (id: string) => void; onRemove: (id: string) => void }) {
  const t = useTranslations();
  return (
    <div data-notice className="flex items-baseline justify-between gap-3 text-hint">
      <p className="min-w-0">
        <span className="block truncate font-medium">{tile.name}</span>{" "}
        <span className="text-bad">{failureText(t, tile.failure)}</span>
      </p>
      <span className="flex shrink-0 gap-3">
        {isRetryable(tile) && <Button look="link" className="text-hint" aria-label={t("references.line.retry", { name: tile.name })} onClick={() => onRetry(tile.id)}>{t("references.way.retry")}</Button>}
        <Button look="link" className="text-hint" aria-label={t("references.remove", { what: tile.name })} onClick={() => onRemove(tile.id)}>{t("references.tile.remove")}</Button>
      </span>
    </div>
  );
}

const NAMED = 3;

function namesText(t: Translator, all: readonly string[]): string {
  const names = all.slice(0, NAMED).join(", ");
  return all.length > NAMED ? t("references.line.andMore", { names, more: all.length - NAMED }) : names;
}

function NotAdded({ text, onDismiss }: { text: string; onDismiss: () => void }) {
  const t = useTranslations();
  return (
    <p data-notice className="flex items-baseline justify-between gap-3 text-hint text-bad">
      <span className="min-w-0 wrap-break-word">{text}</span>
      <Button look="link" className="text-hint" onClick={onDismiss}>{t("ui.dismiss")}</Button>
    </p>
  );
}
