/** Which frames are selected; pure, by output ids. `order` is always what stands on the sheet, in reading order. */
export type Selection = {
  selected: ReadonlySet<string>;
  /** Where a range begins. */
  anchor: string | null;
  /** What was selected when the anchor was set: a range is laid over it, and may shrink again. */
  base: ReadonlySet<string>;
};

const none: ReadonlySet<string> = new Set();
export const nothingSelected: Selection = { selected: none, anchor: null, base: none };

/** Takes one in or out; from there the next range begins. */
export function toggled({ selected }: Selection, id: string): Selection {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return { selected: next, anchor: id, base: next };
}

/** From the anchor to here, in place of the last range from it; without an anchor this one alone, which becomes it. */
export function extendedTo(selection: Selection, order: readonly string[], id: string): Selection {
  const { anchor, base } = selection;
  const [from, to] = [anchor === null ? -1 : order.indexOf(anchor), order.indexOf(id)];
  if (anchor === null || from < 0 || to < 0) return toggled({ ...selection, selected: new Set([...selection.selected].filter((one) => one !== id)) }, id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: new Set([...base, ...range]), anchor, base };
}

/** A further step by keys: a range that has not begun does so at the frame it is taken from. */
export const extendedFrom = (selection: Selection, order: readonly string[], from: string, to: string): Selection =>
  extendedTo(selection.anchor === null || !selection.selected.has(selection.anchor) ? { selected: new Set([...selection.selected, from]), anchor: from, base: selection.selected } : selection, order, to);

export const onlyThese = (ids: Iterable<string>, anchor: string | null = null): Selection => {
  const selected = new Set(ids);
  return { selected, anchor, base: selected };
};

/** What left the sheet is no longer selected: nothing is done to a frame that is not seen. */
export function kept(selection: Selection, order: readonly string[]): Selection {
  const there = new Set(order);
  if ([...selection.selected].every((id) => there.has(id))) return selection;
  const left = (ids: ReadonlySet<string>) => new Set([...ids].filter((id) => there.has(id)));
  return { selected: left(selection.selected), base: left(selection.base), anchor: selection.anchor !== null && there.has(selection.anchor) ? selection.anchor : null };
}
