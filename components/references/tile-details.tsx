"use client";

import { useState } from "react";
import { useComposer } from "@/components/composer/composer-context";
import type { Original } from "@/components/composer/originals";
import { useTranslations } from "@/components/language/translations";
import { changesText } from "@/components/references/changes-text";
import { OtherWays } from "@/components/references/other-ways";
import { failureText } from "@/components/references/problem-text";
import { progressOf, type Tile } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import { Popover, type PopoverProps } from "@/components/ui/popover";
import { limitsOf } from "@/lib/models/image-rules";
import type { Reference } from "@/lib/references/reference";

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
  const t = useTranslations();
  const [isOpened, setOpened] = useState(false);
  const original = useComposer().originalOf(tile.id);
  const isThere = tile.state === "stored" || tile.state === "failed";
  return (
    <Popover {...popover} title={number === null ? t("references.tile.notAdded") : t("references.tile.imageOf", { number, of: count })}>
      <p className="text-hint break-all text-ink-2">{tile.name}</p>
      <Told tile={tile} original={original} />
      <div className="mt-1 grid grid-cols-2 gap-2 *:px-2">
        {number !== null && count > 1 && (
          <>
            <Button disabled={number === 1} onClick={() => onPlace(number - 2)} className="disabled:text-ink-3">{t("references.tile.moveLeft")}</Button>
            <Button disabled={number === count} onClick={() => onPlace(number)} className="disabled:text-ink-3">{t("references.tile.moveRight")}</Button>
          </>
        )}
        <OtherWays tile={tile} original={original} onDone={() => popover.onOpenChange(false)} isOpened={isOpened} onOpened={() => setOpened(true)} />
        {tile.state !== "making" && <Button onClick={onRemove}>{t(isThere ? "references.tile.remove" : "ui.cancel")}</Button>}
      </div>
    </Popover>
  );
}

function Told({ tile, original }: { tile: Tile; original: Original | null }) {
  const t = useTranslations();
  switch (tile.state) {
    case "stored": return <Changes reference={tile.reference} original={original} />;
    case "failed": return <p className="text-hint text-bad">{failureText(t, tile.failure)}</p>;
    case "needs_fit":
    case "making": return <p className="text-hint text-ink-2">{t(`references.tile.${tile.state}`)}</p>;
    case "fetching": return <p className="text-hint wrap-anywhere text-ink-2">{t("references.tile.fetching", { host: new URL(tile.address).host })}</p>;
    case "preparing":
    case "prepared":
    case "waiting":
    case "uploading":
    case "confirming": return <p className="facts text-ink-2">{t("references.tile.way", { percent: Math.round(progressOf(tile) ?? 0) })}</p>;
    default: return tile satisfies never;
  }
}

function Changes({ reference, original }: { reference: Reference; original: Original | null }) {
  const t = useTranslations();
  const { model } = useComposer();
  const { was, is, done } = changesText(t, reference, { bounds: limitsOf(model.referenceRules), isOnlyFormat: original !== null && original.now.otherFormat === null });
  /** A frame of the studio's own has no file that anybody could give again. */
  const isFileAway = original === null && reference.madeFrom === null && reference.source !== null && reference.source.changes.length > 0;
  return (
    <>
      <p className="facts text-ink-2">{was && <><span className="block">{was}</span><span aria-label={t("references.became")}>→ </span></>}{is}</p>
      {done.length > 0 && <ul className="flex flex-col gap-1 text-hint text-ink-2">{done.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
      {isFileAway && <p className="text-hint text-ink-3">{t("references.tile.fileAway")}</p>}
    </>
  );
}
