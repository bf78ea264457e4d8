import { useEffect, useEffectEvent } from "react";
import { commandOf, isTaken, keyOf, type Command } from "@/components/lightbox/lightbox-keys";
import { zoomCommand } from "@/components/lightbox/zoom-commands";
import type { Zoom } from "@/components/lightbox/zoom-state";

/** By the studio's own keys; those of a studio alone do nothing here. */
type Acts = Partial<Record<Command, () => void>>;

const ZOOMS = ["closer", "farther", "fit", "whole", "pan_left", "pan_right", "pan_up", "pan_down"] as const;
const isZoom = (command: Command): command is (typeof ZOOMS)[number] => ZOOMS.some((zoom) => zoom === command);

/** Wherever the focus is: what had it may have gone with the picture before. */
export function useLargeKeys(zoom: Zoom, acts: Acts): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const key = keyOf(event);
    if (key === null || (event.target !== null && isTaken(event.target, key))) return;
    const command = commandOf(key, { shift: event.shiftKey, mode: "looking", repeated: event.repeat });
    const act = command === null ? undefined : isZoom(command) ? () => zoomCommand(zoom, command) : acts[command];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}
