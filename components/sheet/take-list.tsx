import { Fragment, useMemo, useRef, type FocusEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import { dayBreaks } from "@/components/sheet/days";
import { useDrawnTakes } from "@/components/sheet/drawn-takes";
import { useHydrated } from "@/components/sheet/hydrated";
import type { ShownTake } from "@/components/sheet/sheet-view";
import { Take } from "@/components/sheet/take";
import { wantedElement } from "@/components/sheet/wanted-element";
import { isSettled, type Generation } from "@/lib/generations/generation";
import type { UsualTime } from "@/lib/generations/sheet-state";
import { usualMsOf } from "@/lib/generations/usual-time";

/** `total`: how many takes there are, read or not; null where that is not known. */
type Props = { takes: readonly ShownTake[]; now: number; usual: readonly UsualTime[]; markedOnly: boolean; total: number | null };

export function TakeList({ takes, now, usual, markedOnly, total }: Props) {
  const t = useTranslations();
  // The server does not know the reader's time zone; its HTML counts days in UTC.
  const zone = useHydrated() ? "reader's" : "UTC";
  const days = useMemo(() => dayBreaks(t, takes.map(({ generation }) => generation), now, zone), [t, takes, now, zone]);
  const plan = useMemo(() => ({ takes, days, markedOnly }), [takes, days, markedOnly]);
  const makers = useMemo(() => new Map(takes.flatMap(({ generation }) => (generation.madeFor === null || hasEndedBadly(generation) ? [] : [[generation.madeFor, generation.take] as const]))), [takes]);
  const list = useRef<HTMLDivElement>(null);
  const pieces = useDrawnTakes(list, plan, now);
  return (
    <div ref={list} data-takes onFocus={keepDrawn}>
      {pieces.map((piece) => {
        // What stands for takes out of view is nothing that the page could hold on to when something above changes.
        if (piece.kind === "space") return <div key={piece.nth} className="[overflow-anchor:none]" style={{ height: piece.heightPx }} />;
        const { at } = piece;
        const take = takes[at];
        return take && (
          <Fragment key={take.generation.id}>
            {days[at] && <h2 className="border-t border-line pt-3 pb-2 text-hint font-medium text-ink-2">{days[at]}</h2>}
            <Take
              {...take}
              total={total}
              markedOnly={markedOnly}
              usualMs={isSettled(take.generation) ? null : usualMsOf(usual, take.generation.count)}
              madeForTake={takeNumber(takes, take.generation)}
              madeUpBy={makers.get(take.generation.id) ?? null}
            />
          </Fragment>
        );
      })}
    </div>
  );
}

/** What has the focus is not taken from the page by a scroll. A menu of a take is in another place of the page. */
function keepDrawn({ target }: FocusEvent<HTMLElement>): void {
  const take = target.closest("article");
  if (take) wantedElement.set(() => take.id);
}

/** The take whose missing frames this one makes; 0 where it is not read or no longer there; null for any other. */
function takeNumber(takes: readonly ShownTake[], { madeFor }: Generation): number | null {
  return madeFor === null ? null : (takes.find(({ generation }) => generation.id === madeFor)?.generation.take ?? 0);
}

const hasEndedBadly = ({ status }: Generation): boolean => status === "failed" || status === "cancelled";
