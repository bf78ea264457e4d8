"use client";

import { useRef } from "react";
import { useComposer } from "@/components/composer/composer-context";
import type { Original } from "@/components/composer/originals";
import { useTranslations } from "@/components/language/translations";
import { FrameWays } from "@/components/references/frame-ways";
import { isRetryable } from "@/components/references/file-tile";
import type { Tile } from "@/components/references/tile";
import { Button } from "@/components/ui/button";
import { turnedOn } from "@/lib/references/way";

type Props = {
  tile: Tile;
  original: Original | null;
  onDone: () => void;
  /** Its frame was opened here: the button that did it gives its focus on to what is there instead. */
  isOpened: boolean;
  onOpened: () => void;
};

/** What can be done otherwise with a tile, and nothing that cannot. */
export function OtherWays({ tile, original, onDone, isOpened, onOpened }: Props) {
  const t = useTranslations();
  const composer = useComposer();
  const retry = () => {
    onDone();
    composer.retryTile(tile.id);
  };
  if (tile.state === "failed" && isRetryable(tile)) return <Button onClick={retry}>{t("references.way.retry")}</Button>;
  if (tile.state !== "stored") return null;
  return (
    <>
      {original && <Ways id={tile.id} original={original} isOpened={isOpened} onDone={onDone} />}
      {!original && tile.reference.madeFrom !== null && <FrameWays id={tile.id} onOpened={onOpened} />}
      <Replace onFile={(file) => {
        onDone();
        composer.withAdditions((all) => all.replaceTile(tile.id, file));
      }} />
    </>
  );
}

function Ways({ id, original: { now, isUndoable }, isOpened, onDone }: { id: string; original: Original; isOpened: boolean; onDone: () => void }) {
  const t = useTranslations();
  const composer = useComposer();
  const { otherFormat, unfitted, reference } = now;
  const turn = (to: "left" | "right") => {
    onDone();
    composer.withAdditions((all) => all.reworkTile(id, (way) => turnedOn(way, to, reference)));
  };
  const writeAs = (format: NonNullable<typeof otherFormat>) => {
    onDone();
    composer.withAdditions((all) => all.reworkTile(id, (way) => ({ ...way, format })));
  };
  const undo = () => {
    onDone();
    composer.withAdditions((all) => all.undoWay(id));
  };
  return (
    <>
      <Button autoFocus={isOpened} onClick={() => turn("left")}>{t("references.way.left")}</Button>
      <Button onClick={() => turn("right")}>{t("references.way.right")}</Button>
      {otherFormat && <Button onClick={() => writeAs(otherFormat)}>{t("references.way.format", { format: otherFormat.toUpperCase() })}</Button>}
      {unfitted && <Button onClick={() => { onDone(); composer.askFit(id); }}>{t("references.way.fit")}</Button>}
      {isUndoable && <Button onClick={undo}>{t("ui.undo")}</Button>}
    </>
  );
}

function Replace({ onFile }: { onFile: (file: File) => void }) {
  const t = useTranslations();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{t("references.way.replace")}</Button>
      <input
        ref={input}
        type="file"
        accept="image/*,.heic,.heif,.avif"
        tabIndex={-1}
        aria-hidden
        className="sr-only"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
        }}
      />
    </>
  );
}
