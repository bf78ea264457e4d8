"use client";

import { useTranslations } from "@/components/language/translations";
import { changeMark, markText, shortMarkText } from "@/components/references/change-mark";
import { lightReference, litReference } from "@/components/references/lit-reference";
import { progressOf, type Tile } from "@/components/references/tile";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";
import type { Translator } from "@/lib/messages/translator";

type Props = {
  tile: Tile;
  number: number | null;
  isLast: boolean;
  isTight: boolean;
  /** The one of the tiles that Tab stops at. */
  isCurrent: boolean;
  isOpen: boolean;
  onOpen: () => void;
  onRemove: () => void;
  onPlace: (to: number) => void;
};

const PLATE = "flex size-6 items-center justify-center rounded-frame bg-plate text-label leading-none text-plate-ink";
const SHOWN_WHEN_NEEDED = "opacity-0 group-hover:opacity-100 group-has-focus-visible:opacity-100 touch:opacity-100 max-md:in-data-[open=false]:hidden";
/** Makes way for what is shown when needed. */
const SHOWN_OTHERWISE = "group-hover:opacity-0 group-has-focus-visible:opacity-0 touch:opacity-100! max-md:in-data-[open=false]:hidden";

/** A picture, its number and what was done to it. The picture itself is the button; the small ones are for a mouse alone, keys and the details do the same. */
export function ReferenceTile({ tile, number, isLast, isTight, isCurrent, isOpen, onOpen, onRemove, onPlace }: Props) {
  const t = useTranslations();
  const called = number === null ? tile.name : t("references.image", { number });
  const isLit = useStore(litReference, (lit) => lit !== null && lit === number);
  const mark = tile.state === "stored" ? changeMark(tile.reference) : null;
  const isWaitingForFit = tile.state === "needs_fit";
  return (
    <div
      role="group"
      aria-label={`${number === null ? tile.name : t("references.named", { number, name: tile.name })}${mark ? `, ${markText(t, mark)}` : ""}`}
      data-state={tile.state}
      data-tile={tile.id}
      data-reference={number ?? undefined}
      data-lit={isLit ? "" : undefined}
      title={tile.name}
      onMouseEnter={() => lightReference(number)}
      onMouseLeave={() => lightReference(null)}
      onFocus={() => lightReference(number)}
      onBlur={() => lightReference(null)}
      className="group relative aspect-square w-full rounded bg-raised select-none [-webkit-touch-callout:none] max-md:in-data-[open=false]:size-10 max-md:in-data-[open=false]:shrink-0"
    >
      <button
        type="button"
        aria-label={t(isWaitingForFit ? "references.chooseFit" : "references.details", { what: called })}
        aria-haspopup="dialog"
        aria-expanded={isWaitingForFit ? undefined : isOpen}
        aria-keyshortcuts="Delete Alt+ArrowLeft Alt+ArrowRight"
        tabIndex={isCurrent ? 0 : -1}
        onClick={onOpen}
        className="block size-full cursor-default overflow-hidden rounded"
      >
        <Picture tile={tile} called={called} />
      </button>
      {number !== null && (
        <span aria-hidden className="pointer-events-none absolute top-1 left-1 flex min-w-5.5 items-center justify-center rounded-frame bg-plate px-1.5 text-hint leading-5.5 font-medium text-plate-ink tabular-nums group-data-lit:bg-pencil group-data-lit:text-pencil-ink max-md:in-data-[open=false]:min-w-5 max-md:in-data-[open=false]:leading-4.5">
          {number}
        </span>
      )}
      {mark && <Strip className={SHOWN_OTHERWISE}>{(isTight ? shortMarkText : markText)(t, mark)}</Strip>}
      {isWaitingForFit && <Strip className="max-md:in-data-[open=false]:hidden">{t(isTight ? "references.choose" : "references.cropOrPad")}</Strip>}
      {isWaitingForFit && <span aria-hidden className="pointer-events-none absolute inset-0 hidden items-center justify-center text-title font-medium text-ink max-md:in-data-[open=false]:flex">?</span>}
      <Progress tile={tile} />
      {tile.state !== "making" && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t(tile.state === "stored" || tile.state === "failed" ? "references.remove" : "references.cancel", { what: called })}
          onClick={onRemove}
          /** A thumb's target would cover a small tile's middle: there it is among the details. */
          className={classes("absolute top-0 right-0 flex size-7 items-start justify-end p-1 touch:-top-1 touch:-right-1 touch:size-11 touch:p-2", SHOWN_WHEN_NEEDED, isTight && "touch:hidden")}
        >
          <span className={PLATE}>×</span>
        </button>
      )}
      {tile.state === "stored" && number !== null && (
        <div className={classes("pointer-events-none absolute inset-x-1 bottom-1 flex justify-between touch:hidden", SHOWN_WHEN_NEEDED)}>
          <MoveButton label={t("references.moveLeft", { what: called })} disabled={number === 1} onClick={() => onPlace(number - 2)}>‹</MoveButton>
          <MoveButton label={t("references.moveRight", { what: called })} disabled={isLast} onClick={() => onPlace(number)}>›</MoveButton>
        </div>
      )}
    </div>
  );
}

function MoveButton({ label, disabled, onClick, children }: { label: string; disabled: boolean; onClick: () => void; children: string }) {
  return (
    <button type="button" tabIndex={-1} aria-label={label} disabled={disabled} onClick={onClick} className={classes(PLATE, "pointer-events-auto disabled:invisible")}>
      {children}
    </button>
  );
}

function Strip({ className, children }: { className: string; children: string }) {
  return (
    <span aria-hidden className={classes("pointer-events-none absolute inset-x-0 bottom-0 truncate rounded-b bg-plate px-1 text-center text-fact leading-4.5 text-plate-ink", className)}>
      {children}
    </span>
  );
}

function Picture({ tile, called }: { tile: Tile; called: string }) {
  const src = tile.state === "stored" ? tile.reference.thumbUrl : "previewUrl" in tile ? tile.previewUrl : null;
  if (!src) {
    return (
      <span className="flex h-full items-center justify-center p-1 text-center text-fact break-all text-ink-3">
        {tile.state === "failed" ? <span className="text-title text-bad" aria-hidden>!</span> : tile.state === "fetching" ? <span className="truncate max-md:in-data-[open=false]:hidden">{tile.name}</span> : "…"}
      </span>
    );
  }
  const isDim = tile.state !== "stored";
  return <img src={src} alt={called} decoding="async" draggable={false} className={classes("size-full object-cover", isDim && "opacity-40")} />;
}

/** Preparing and sending are one way to the person, and have one bar. */
function Progress({ tile }: { tile: Tile }) {
  const t = useTranslations();
  const word = progressWord(t, tile);
  const percent = progressOf(tile);
  return (
    <>
      {word && <span className="facts pointer-events-none absolute inset-x-0 bottom-1.5 text-center text-fact text-ink max-md:in-data-[open=false]:hidden">{word}</span>}
      {percent !== null && (
        <progress
          aria-label={t("references.adding", { name: tile.name })}
          max={100}
          value={percent}
          className="pointer-events-none absolute inset-x-0 bottom-0 h-1 w-full appearance-none overflow-hidden rounded-b bg-line [&::-moz-progress-bar]:bg-pencil [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-pencil"
        />
      )}
    </>
  );
}

function progressWord(t: Translator, tile: Tile): string | null {
  switch (tile.state) {
    case "stored":
    case "failed":
    case "needs_fit": return null;
    case "making": return "…";
    case "preparing": return t(`references.step.${tile.step}`);
    case "prepared": return t("references.step.waiting");
    case "fetching":
    case "waiting":
    case "confirming": return t(`references.step.${tile.state}`);
    case "uploading": return `${Math.round(progressOf(tile) ?? 0)} %`;
    default: return tile satisfies never;
  }
}
