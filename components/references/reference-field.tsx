"use client";

import dynamic from "next/dynamic";
import { useRef } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadReferenceLines } from "@/components/on-demand";
import type { LinesProps } from "@/components/references/reference-lines";
import { TileGrid, type TileVerbs } from "@/components/references/tile-grid";
import { ShelfButton } from "@/components/references/shelf-button";
import { placedCount } from "@/components/references/tile";
import { classes } from "@/components/ui/classes";

const ReferenceLines = dynamic(loadReferenceLines, { ssr: false });

type Props = TileVerbs & Pick<LinesProps, "tiles" | "max" | "turnedAway" | "cutOff" | "onRetry" | "onDismissTurnedAway" | "onDismissCutOff"> & {
  finding: string | undefined;
  onAdd: (files: readonly File[]) => void;
};

/** What the picker offers, a telephone's camera among it; what a file is, its bytes tell. */
const ACCEPT = "image/*,.heic,.heif,.avif";

export function ReferenceField({ tiles, max, finding, onAdd, onRemove, onPlace, onChooseFit, ...about }: Props) {
  const t = useTranslations();
  const verbs = { onRemove, onPlace, onChooseFit };
  const placed = placedCount(tiles);
  const hasRoom = placed < max;
  const isTight = tiles.length + (hasRoom ? 1 : 0) > 4;
  const hasLines = about.turnedAway.length > 0 || about.cutOff.length > 0 || tiles.some(({ state }) => state === "failed" || state === "needs_fit");
  const section = useRef<HTMLElement>(null);

  return (
    <section ref={section} aria-label={t("references.title")} className="flex flex-col gap-1.5">
      <div className="flex items-baseline gap-3 max-md:in-data-[open=false]:hidden">
        <h2 className="mr-auto text-label font-medium">{t("references.title")}</h2>
        <ShelfButton />
        <p className="facts text-ink-3">{t("references.of", { placed, most: max })}</p>
      </div>
      <TileGrid tiles={tiles} isTight={isTight} {...verbs}>
        {hasRoom && <AddButton isTight={isTight} onAdd={onAdd} />}
      </TileGrid>
      <div className="notices flex flex-col gap-1">
        {hasLines && <ReferenceLines {...about} section={section} tiles={tiles} max={max} onRemove={verbs.onRemove} onChooseFit={verbs.onChooseFit} />}
        {finding && <p id="references-finding" role="alert" className="text-hint text-bad">{finding}</p>}
        {!finding && hasRoom && <p className="text-hint text-ink-3">{t("references.hint")}</p>}
      </div>
    </section>
  );
}

function AddButton({ isTight, onAdd }: { isTight: boolean; onAdd: (files: readonly File[]) => void }) {
  const t = useTranslations();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        id="add-references"
        type="button"
        aria-label={t("references.addLong")}
        data-name="Add references"
        aria-describedby="references-finding"
        onClick={() => input.current?.click()}
        className="group aspect-square w-full rounded text-hint text-ink-2 hover:text-ink max-md:in-data-[open=false]:-m-0.5 max-md:in-data-[open=false]:size-11 max-md:in-data-[open=false]:shrink-0 max-md:in-data-[open=false]:p-0.5"
      >
        {/* Folded, the target is larger than what is drawn. */}
        <span className="flex size-full flex-col items-center justify-center rounded border border-dashed border-line-strong group-hover:border-ink">
          <span className="text-title leading-5">+</span>
          <span className={classes("max-md:in-data-[open=false]:hidden", isTight && "sr-only")}>{t("references.add")}</span>
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
