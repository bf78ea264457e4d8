import { useTranslations } from "@/components/language/translations";
import { pickedBriefly, pickedText, sessionPicks } from "@/components/shares/session-picks";
import { SmallSign, StarSign } from "@/components/sheet/mark-sign";
import { classes } from "@/components/ui/classes";
import { useStore } from "@/components/ui/store";

export const useIsPicked = (outputId: string): boolean => useStore(sessionPicks, ({ byFrame }) => byFrame.has(outputId));
const usePicks = (outputId: string) => useStore(sessionPicks, ({ byFrame }) => byFrame.get(outputId));

/** The visitors' pen: the same ring and star as the pencil's, in a colour of its own; inside the pencil's where there are both. */
export function PickSign({ outputId, isMarked }: { outputId: string; isMarked: boolean }) {
  const t = useTranslations();
  const picks = usePicks(outputId);
  return picks && (
    <span data-sign="picked" className={classes("absolute rounded-frame border-2 border-pen text-pen", isMarked ? "inset-[3px]" : "inset-0")}>
      <StarSign className="absolute right-1 bottom-1 size-4 stroke-plate" label={pickedText(t, picks)} />
    </span>
  );
}

/** On a thumb, inside the pencil's where there are both. */
export const SmallPick = ({ isMarked }: { isMarked: boolean }) => <SmallSign sign="picked" drawnAs={isMarked ? "both" : "picked"} className={classes("border-pen text-pen", isMarked ? "inset-[3px] size-[calc(100%-6px)]" : "inset-0 size-full")} />;

/** By whom, and the note: beside the frame's name, as far as there is room. The sign says it all to who does not see it. */
export function PickCaption({ outputId }: { outputId: string }) {
  const t = useTranslations();
  const picks = usePicks(outputId);
  return picks && <span aria-hidden lang="" title={pickedText(t, picks)} className="ml-2 min-w-0 truncate font-sans text-pen">{pickedBriefly(t, picks)}</span>;
}
