import { Fragment } from "react";
import { useTranslations } from "@/components/language/translations";
import { dayBreaks } from "@/components/sheet/days";
import { useHydrated } from "@/components/sheet/hydrated";
import type { ShownTake } from "@/components/sheet/sheet-view";
import { Take } from "@/components/sheet/take";
import { isSettled, type Generation } from "@/lib/generations/generation";
import type { UsualTime } from "@/lib/generations/sheet-state";
import { usualMsOf } from "@/lib/generations/usual-time";

type Props = { takes: readonly ShownTake[]; now: number; usual: readonly UsualTime[]; markedOnly: boolean };

export function TakeList({ takes, now, usual, markedOnly }: Props) {
  const t = useTranslations();
  // The server does not know the reader's time zone; its HTML counts days in UTC.
  const days = dayBreaks(t, takes.map(({ generation }) => generation), now, useHydrated() ? undefined : "UTC");
  const makers = new Map(takes.flatMap(({ generation }) => (generation.madeFor === null || hasEndedBadly(generation) ? [] : [[generation.madeFor, generation.take] as const])));
  return takes.map(({ generation, place, old, folded }) => (
    <Fragment key={generation.id}>
      {days[place] && <h2 className="border-t border-line pt-3 pb-2 text-hint font-medium text-ink-2">{days[place]}</h2>}
      <Take
        generation={generation}
        place={place}
        old={old}
        folded={folded}
        markedOnly={markedOnly}
        usualMs={isSettled(generation) ? null : usualMsOf(usual, generation.count)}
        madeForTake={takeNumber(takes, generation)}
        madeUpBy={makers.get(generation.id) ?? null}
      />
    </Fragment>
  ));
}

/** The take whose missing frames this one makes; 0 where it is not read or no longer there; null for any other. */
function takeNumber(takes: readonly ShownTake[], { madeFor }: Generation): number | null {
  return madeFor === null ? null : (takes.find(({ generation }) => generation.id === madeFor)?.generation.take ?? 0);
}

const hasEndedBadly = ({ status }: Generation): boolean => status === "failed" || status === "cancelled";
