import type { MouseEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import { SmallPick, useIsPicked } from "@/components/shares/pick-sign";
import { sessionPicks } from "@/components/shares/session-picks";
import { useIsStop } from "@/components/sheet/desk";
import { fittingPictures, foldedPicture, foldedRoomPx } from "@/components/sheet/folded-pictures";
import { unfoldElementId } from "@/components/sheet/frame-acts";
import { frameAlt } from "@/components/sheet/frame-text";
import { SmallMark, StarSign } from "@/components/sheet/mark-sign";
import { useDrawnInFull } from "@/components/sheet/scroll-pace";
import { TakeState } from "@/components/sheet/take-state";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";
import { frameName, type DeliveredOutput, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";

type Props = { generation: Generation; onUnfold: (event: MouseEvent<HTMLButtonElement>) => void };

/** An older take as a row of 72 px; the whole row opens it. */
export function FoldedTake({ generation, onUnfold }: Props) {
  const t = useTranslations();
  const isStop = useIsStop(unfoldElementId(generation.id));
  const signs = useSignsText(deliveredOf(generation));
  return (
    <div className="relative flex h-18 items-center gap-3 border-t border-line hover:bg-raised">
      <span className="facts w-[18px] shrink-0 text-ink-2">{generation.take}</span>
      {useDrawnInFull() ? <Facts generation={generation} /> : <Sketch generation={generation} />}
      <button id={unfoldElementId(generation.id)} type="button" tabIndex={isStop ? 0 : -1} aria-expanded={false} aria-label={signs === "" ? t("sheet.openTake", { take: generation.take }) : t("sheet.openTakeWith", { take: generation.take, signs })} className="absolute inset-0" onClick={onUnfold} />
    </div>
  );
}

/** "2 marked, 1 picked", those that the row has no room for among them. */
function useSignsText(outputs: readonly DeliveredOutput[]): string {
  const t = useTranslations();
  const marked = outputs.filter(({ markedAt }) => markedAt !== null).length;
  const picked = useStore(sessionPicks, ({ byFrame }) => outputs.filter(({ id }) => byFrame.has(id)).length);
  return [marked > 0 && t("sheet.signs.marked", { count: marked }), picked > 0 && t("sheet.signs.picked", { count: picked })].filter((text) => text !== false).join(", ");
}

const picturesOf = (generation: Generation) => deliveredOf(generation).filter(({ thumbs }) => thumbs !== null);
const fitting = (generation: Generation, roomPx: number): number => Math.min(picturesOf(generation).length, fittingPictures(generation.width / generation.height, roomPx));
const pictureWidth = ({ width, height }: Generation): number => Math.round((foldedPicture.heightPx * width) / height);

function Facts({ generation }: Pick<Props, "generation">) {
  const frames = deliveredOf(generation);
  const pictures = picturesOf(generation);
  const wide = fitting(generation, foldedRoomPx.wide);
  return (
    <>
      {/* What does not fit wraps out of sight, so that prompts begin at one edge. */}
      <span className="flex h-12 w-[264px] shrink-0 flex-wrap gap-1 overflow-hidden @max-[560px]/sheet:w-22">
        {pictures.slice(0, wide).map((output) => <SmallPicture key={output.id} output={output} generation={generation} />)}
      </span>
      <span className="facts w-7 shrink-0 text-ink-2">
        <More outputs={without(frames, pictures.slice(0, fitting(generation, foldedRoomPx.narrow)))} className="@min-[560px]/sheet:hidden" />
        <More outputs={without(frames, pictures.slice(0, wide))} className="@max-[560px]/sheet:hidden" />
      </span>
      <span lang="" className="min-w-0 grow truncate text-body">{generation.prompt}</span>
      {/* The sign that it opens, without an element of its own: of these rows a session has thousands. */}
      <span className="flex shrink-0 items-center after:mx-3 after:mb-1 after:size-1.5 after:rotate-45 after:border-r-[1.5px] after:border-b-[1.5px] after:border-ink-2"><span className="@max-[560px]/sheet:hidden"><TakeState generation={generation} usualMs={null} /></span></span>
    </>
  );
}

function SmallPicture({ output: { id, index, thumbs, markedAt }, generation }: { output: DeliveredOutput; generation: Generation }) {
  const t = useTranslations();
  const isPicked = useIsPicked(id);
  const isMarked = markedAt !== null;
  const name = frameName(generation.take, index);
  return (
    <figure role="group" aria-label={t("sheet.frame", { frame: name })} data-name={`Frame ${name}`} className="relative">
      <img
        loading="lazy"
        decoding="async"
        src={thumbs?.tiny}
        alt={frameAlt(t, generation, index)}
        className="h-12 max-w-22 rounded-chip bg-raised object-cover"
        style={{ width: pictureWidth(generation) }}
      />
      {isMarked && <SmallMark />}
      {isPicked && <SmallPick isMarked={isMarked} />}
    </figure>
  );
}

/** While the row rushes by: where its pictures will stand, as one element. */
function Sketch({ generation }: Pick<Props, "generation">) {
  const { widestPx, gapPx } = foldedPicture;
  const widthPx = Math.min(pictureWidth(generation), widestPx);
  const count = fitting(generation, foldedRoomPx.wide);
  const boxes = `repeating-linear-gradient(90deg, currentcolor 0 ${widthPx}px, transparent ${widthPx}px ${widthPx + gapPx}px)`;
  return <span className="h-12 max-w-[264px] text-raised @max-[560px]/sheet:max-w-22" style={{ width: count * (widthPx + gapPx) - gapPx, backgroundImage: boxes }} />;
}

const without = (outputs: readonly DeliveredOutput[], drawn: readonly DeliveredOutput[]): DeliveredOutput[] => outputs.filter((output) => !drawn.includes(output));

/** Frames that the row has no room for, and whose signs are among them. */
function More({ outputs, className }: { outputs: readonly DeliveredOutput[]; className: string }) {
  const isPicked = useStore(sessionPicks, ({ byFrame }) => outputs.some(({ id }) => byFrame.has(id)));
  return outputs.length > 0 && (
    // The gap leaves no room beside the number: signs stand below it.
    <span className={classes("flex flex-wrap items-center gap-x-1", className)}>
      +{outputs.length}
      {outputs.some(({ markedAt }) => markedAt !== null) && <StarSign className="size-3 text-pencil" />}
      {isPicked && <StarSign className="size-3 text-pen" />}
    </span>
  );
}
