import { Fragment } from "react";
import { dayBreaks } from "@/components/sheet/days";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { useHydrated } from "@/components/sheet/hydrated";
import { Take } from "@/components/sheet/take";
import { isSettled, type Generation } from "@/lib/generations/generation";
import { usualMs } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";

type Props = { generations: readonly Generation[]; now: number; selected: SheetFrame | null };

export function TakeList({ generations, now, selected }: Props) {
  // The server does not know the reader's time zone; its HTML counts days in UTC.
  const days = dayBreaks(generations, now, useHydrated() ? undefined : "UTC");
  return generations.map((generation, place) => (
    <Fragment key={generation.id}>
      {days[place] && <h2 className="border-t border-line pt-3 pb-2 text-hint font-medium text-ink-2">{days[place]}</h2>}
      <Take
        generation={generation}
        place={place}
        old={place >= limits.wholeTakes}
        usualMs={isSettled(generation) ? null : usualMs(generations, generation)}
        selectedIndex={selected?.generation.id === generation.id ? selected.output.index : null}
      />
    </Fragment>
  ));
}
