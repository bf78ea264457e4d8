import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { useComposer } from "@/components/composer/composer-context";
import { openCompare, openLightbox } from "@/components/lightbox/asked-for";
import { sheetParts } from "@/components/sheet/sheet-parts";
import type { Desk } from "@/components/sheet/desk";
import { MOST_COMPARED, type FrameActs } from "@/components/sheet/frame-acts";
import { askSheet } from "@/components/sheet/sheet-asks";
import type { SheetWork } from "@/components/sheet/sheet-work";
import { noteOutdated } from "@/components/version/new-version";
import type { DeliveredOutput, Generation } from "@/lib/generations/generation";

type Ports = {
  sessionId: string;
  desk: Desk;
  onEdit: (output: DeliveredOutput, generation: Generation) => void;
  onLoadSettings?: (generation: Generation) => void;
};

/** What can be done on this sheet. What speaks to the server is loaded with the first act. */
export function useSheetActs({ sessionId, desk, onEdit, onLoadSettings }: Ports): FrameActs {
  const queryClient = useQueryClient();
  const composer = useComposer();
  const loaded = useRef<SheetWork | null>(null);
  return useMemo<FrameActs>(() => {
    const work = (run: (work: SheetWork) => void) =>
      void sheetParts.sheetWork().then((createSheetWork) => {
        loaded.current ??= createSheetWork({ sessionId, desk, queryClient, composer });
        run(loaded.current);
      }, () => noteOutdated("part_missing"));
    return {
      open: openLightbox,
      edit: ({ output, generation }) => {
        if (output.media === "image") onEdit(output, generation);
      },
      editAll: (frames) => work(({ editAll }) => editAll(frames)),
      compare: (frames) => {
        if (frames.length >= 1 && frames.length <= MOST_COMPARED) openCompare(frames);
        else work(({ tellMostCompared }) => tellMostCompared(MOST_COMPARED));
      },
      save: (frames) => work(({ save }) => save(frames)),
      mark: (frames, marked) => work(({ mark }) => mark(frames, marked)),
      share: (sharing) => askSheet({ kind: "share", sharing }),
      remove: (frames, onRemove) => work(({ remove }) => remove(frames, onRemove)),
      removeTake: (generation) => work(({ removeTake }) => removeTake(generation)),
      undo: () => loaded.current?.undo() ?? false,
      loadSettings: (generation) => onLoadSettings?.(generation),
      again: (generation) => work(({ again }) => again(generation)),
      makeMissing: (generation) => work(({ makeMissing }) => makeMissing(generation)),
      cancelQueued: () => work(({ cancelQueued }) => cancelQueued()),
      copy: (text, what) => work(({ copy }) => copy(text, what)),
    };
  }, [sessionId, desk, queryClient, composer, onEdit, onLoadSettings]);
}
