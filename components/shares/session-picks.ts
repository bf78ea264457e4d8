import { createStore } from "@/components/ui/store";
import type { Translator } from "@/lib/messages/translator";
import type { SessionPick } from "@/lib/shares/own-shares";

/** What came back on the shares of the session that is open: by frame, and about shares as a whole. */
export type SessionPicks = {
  byFrame: ReadonlyMap<string, readonly SessionPick[]>;
  whole: readonly SessionPick[];
};
export const noSessionPicks: SessionPicks = { byFrame: new Map(), whole: [] };

/** Apart from React, so that a frame is drawn again only when it is concerned. */
export const sessionPicks = createStore(noSessionPicks);

export function picksByFrame(picks: readonly SessionPick[]): SessionPicks {
  const byFrame = new Map<string, SessionPick[]>();
  for (const pick of picks) {
    if (pick.outputId !== null) byFrame.set(pick.outputId, [...(byFrame.get(pick.outputId) ?? []), pick]);
  }
  return { byFrame, whole: picks.filter(({ outputId }) => outputId === null) };
}

/** Picks of frames, each visitor's for itself. */
export const pickCount = ({ byFrame }: SessionPicks): number => [...byFrame.values()].reduce((sum, picks) => sum + picks.length, 0);

const nameOf = (t: Translator, name: string): string => (name === "" ? t("shares.picked.somebody") : name);

/** "Picked by Kim: colder"; of several "Picked by 2 visitors: Kim, Lee". */
export function pickedText(t: Translator, picks: readonly SessionPick[]): string {
  const [only] = picks;
  if (picks.length > 1 || !only) return t("shares.picked.several", { count: picks.length, names: picks.map(({ name }) => nameOf(t, name)).join(", ") });
  if (only.note !== "") return t("shares.picked.byWith", { name: nameOf(t, only.name), note: only.note });
  return only.name === "" ? t("shares.picked.bySomebody") : t("shares.picked.by", { name: only.name });
}

/** In a frame's caption, where there is little room: "Kim: colder", "Kim, Lee". */
export const pickedBriefly = (t: Translator, picks: readonly SessionPick[]): string =>
  picks.map(({ name, note }) => (note === "" || picks.length > 1 ? nameOf(t, name) : `${nameOf(t, name)}: ${note}`)).join(", ");
