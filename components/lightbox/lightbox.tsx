"use client";

import { useEffect, useState } from "react";
import { askedFor } from "@/components/lightbox/asked-for";
import { GoneFrame } from "@/components/lightbox/gone-frame";
import { LightboxDialog } from "@/components/lightbox/lightbox-dialog";
import { takeToReach, useOlderFrames } from "@/components/lightbox/older-frames";
import { createShownFrame } from "@/components/lightbox/shown-frame";
import { nameOf, type SheetFrame } from "@/components/sheet/frame-acts";
import { useStore } from "@/components/ui/store";

/** One frame large. Stays once it is loaded, and draws nothing while it is closed. `frames`: every frame of the sheet, in its order. */
export function Lightbox({ sessionId, frames }: { sessionId: string; frames: readonly SheetFrame[] }) {
  const [shownFrame] = useState(() => createShownFrame(() => window));
  const shown = useStore(shownFrame.shown, (now) => now);
  const asked = useStore(askedFor, (names) => names);
  useEffect(() => shownFrame.start(), [shownFrame]);
  useEffect(() => {
    const [name, ...beside] = asked ?? [];
    if (name === undefined) return;
    askedFor.set(() => null);
    shownFrame.show(name, beside);
  }, [asked, shownFrame]);

  const at = shown === null ? -1 : frames.findIndex((frame) => nameOf(frame) === shown.name);
  const frame = frames[at];
  const older = useOlderFrames(sessionId, takeToReach(shown, at, frames.length));
  if (shown === null) return null;
  if (!frame) return <GoneFrame name={shown.name} searching={older === "reading"} onClose={shownFrame.close} />;
  return <LightboxDialog frames={frames} at={at} frame={frame} beside={shown.beside} onShow={shownFrame.show} onClose={shownFrame.close} />;
}
