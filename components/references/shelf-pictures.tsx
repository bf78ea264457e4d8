"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useComposerState } from "@/components/composer/composer-context";
import { useTranslations } from "@/components/language/translations";
import { idOf, numberInDraft } from "@/components/references/shelf-choice";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import type { Translator } from "@/lib/messages/translator";
import { shelfQuery } from "@/lib/references/queries";
import type { ShelfKind, ShelfPicture } from "@/lib/references/shelf";

type Props = {
  kind: ShelfKind;
  /** Ids, in the order of choosing. */
  chosen: readonly string[];
  isFull: boolean;
  onChoose: (shown: readonly ShelfPicture[], ids: readonly string[]) => void;
};

const GRID = "grid grid-cols-[repeat(auto-fill,minmax(116px,1fr))] gap-x-2 gap-y-3 max-md:grid-cols-3";

export function ShelfPictures({ kind, chosen, isFull, onChoose }: Props) {
  const t = useTranslations();
  const { data, isError, isFetchNextPageError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(shelfQuery(kind));
  const tiles = useComposerState((state) => state.tiles);
  /** The first of what was loaded last takes the focus: the button that had it moved on. */
  const [firstNew, setFirstNew] = useState<number | null>(null);
  if (data === undefined) return isError ? <Trouble onRetry={() => void refetch()} /> : <Skeleton />;
  const pictures = [...new Map(data.pages.flatMap((page) => page.pictures).map((picture) => [idOf(picture), picture])).values()];
  if (pictures.length === 0) return <Nothing kind={kind} />;

  const more = () => {
    setFirstNew(pictures.length);
    void fetchNextPage();
  };
  return (
    <div className="flex flex-col gap-4">
      <ToggleGroup multiple aria-label={t(`references.shelf.${kind}`)} value={chosen} onValueChange={(ids) => onChoose(pictures, ids)} className={GRID}>
        {pictures.map((picture, at) => (
          <Choice key={idOf(picture)} picture={picture} number={numberInDraft(tiles, picture)} place={chosen.indexOf(idOf(picture))} isFull={isFull} takesFocus={at === firstNew} />
        ))}
      </ToggleGroup>
      {isFetchNextPageError && <Trouble onRetry={more} />}
      {hasNextPage && !isFetchNextPageError && (
        <Button className="self-center" aria-disabled={isFetchingNextPage} onClick={() => !isFetchingNextPage && more()}>
          {t(isFetchingNextPage ? "references.shelf.loading" : "references.shelf.more")}
        </Button>
      )}
    </div>
  );
}

type ChoiceProps = { picture: ShelfPicture; number: number | null; place: number; isFull: boolean; takesFocus: boolean };

function Choice({ picture, number, place, isFull, takesFocus }: ChoiceProps) {
  const t = useTranslations();
  const { src, name, from } = shownOf(t, picture);
  const isChosen = place >= 0;
  const said = [name, from, number !== null && t("references.shelf.already", { number })].filter(Boolean).join(", ");
  return (
    <Toggle
      value={idOf(picture)}
      disabled={number !== null}
      aria-label={said}
      title={said}
      autoFocus={takesFocus}
      className={classes("group flex min-w-0 flex-col gap-1 rounded-frame text-left", number === null && isFull && !isChosen && "opacity-50")}
    >
      <span className={classes("relative block aspect-square w-full overflow-hidden rounded-frame border-[1.5px] bg-raised", isChosen ? "border-ink" : "border-transparent group-hover:border-line-strong")}>
        <img src={src} alt="" loading="lazy" decoding="async" draggable={false} className={classes("size-full object-contain", number !== null && "opacity-40")} />
        {number !== null && <Plate>{t("references.image", { number })}</Plate>}
        {isChosen && <Tick />}
      </span>
      <span className="w-full min-w-0">
        <span className={classes("block truncate text-hint", picture.kind === "frame" && "facts")}>{name}</span>
        {from && <span className="block truncate text-fact text-ink-3">{from}</span>}
      </span>
    </Toggle>
  );
}

function shownOf(t: Translator, picture: ShelfPicture): { src: string; name: string; from: string | null } {
  if (picture.kind === "frame") return { src: picture.thumbUrl, name: picture.name, from: picture.sessionTitle };
  const { thumbUrl, name, madeFrom } = picture.reference;
  return { src: thumbUrl, name: madeFrom ? t("references.shelf.frame", { frame: madeFrom }) : name, from: null };
}

/** Drawn by the style: the name of the control says the same in other words. */
const Plate = ({ children }: { children: string }) => (
  <span aria-hidden data-text={children} className="absolute top-1 left-1 before:content-[attr(data-text)] rounded-frame bg-plate px-1.5 text-fact leading-5.5 font-medium text-plate-ink tabular-nums" />
);

function Tick() {
  return (
    <span aria-hidden className="absolute top-1 left-1 grid size-6 place-items-center rounded-full bg-plate text-plate-ink">
      <svg viewBox="0 0 16 16" className="size-3.5" fill="none" stroke="currentColor" strokeWidth="2"><path d="m3 8.5 3.2 3L13 4.5" /></svg>
    </span>
  );
}

function Nothing({ kind }: { kind: ShelfKind }) {
  const t = useTranslations();
  return (
    <div className="flex h-full flex-col items-center justify-center gap-1 py-10 text-center">
      <p className="text-field font-medium">{t(`references.shelf.none.${kind}`)}</p>
      <p className="max-w-90 text-ink-2">{t(`references.shelf.will.${kind}`)}</p>
    </div>
  );
}

function Trouble({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations();
  return (
    <div role="alert" className="flex items-center justify-center gap-3 py-6 text-label">
      <p>{t("references.shelf.trouble")}</p>
      <Button onClick={onRetry}>{t("ui.tryAgain")}</Button>
    </div>
  );
}

function Skeleton() {
  const t = useTranslations();
  return (
    <div aria-label={t("references.shelf.reading")} role="status" className={GRID}>
      {Array.from({ length: 10 }, (_, at) => <span key={at} className="aspect-square rounded-frame bg-raised" />)}
    </div>
  );
}
