"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { loadRedraw } from "@/components/on-demand";
import { Studio, type StudioProps } from "@/components/studio/studio";

const Redraw = dynamic(loadRedraw, { ssr: false });

/** Drawings of a session's page that were on screen in this tab. */
const drawings = new Set<string>();
const MOST_KEPT = 200;

function remember(drawing: string): void {
  drawings.add(drawing);
  const [oldest] = drawings;
  if (drawings.size > MOST_KEPT && oldest !== undefined) drawings.delete(oldest);
}

/**
 * The browser's Back shows the page as it was drawn then: with the draft of that time, over which a newer one was saved
 * since. Such a page is drawn anew before anything can be typed on it. Otherwise the first drawing stays: the studio keeps
 * itself up to date.
 */
export function FreshStudio(props: StudioProps) {
  const drawing = `${props.session.id} ${props.initial.now}`;
  const [shown, setShown] = useState(() => ({ props, drawing, isOld: drawings.has(drawing) }));
  if (shown.isOld && drawing !== shown.drawing) setShown({ props, drawing, isOld: false });
  useEffect(() => {
    if (!shown.isOld) remember(shown.drawing);
  }, [shown]);
  return shown.isOld ? <EmptyStudio /> : <Studio key={shown.drawing} {...shown.props} />;
}

/** Stands for the moment that the drawing takes. */
function EmptyStudio() {
  return (
    <div aria-busy className="min-h-dvh md:grid md:grid-cols-[396px_minmax(0,1fr)] md:grid-rows-[52px_minmax(0,1fr)]">
      <Redraw />
      <div className="col-span-full h-header border-b border-line" />
      <div className="border-line bg-sheet max-md:hidden md:border-r" />
    </div>
  );
}
