/** A frame of a sheet, its output's id inside: from this window or another one of the studio. */
export const FRAME_TYPE = "application/x-contact-sheet-frame";

export type Dragged = "files" | "frame" | "address";

/**
 * What hangs over the page. What was picked up in this page itself is nothing new to it, though browsers tell of a
 * picture's file and address for it as well.
 */
export function draggedOf(types: readonly string[], isFromHere: boolean): Dragged | null {
  if (types.includes(FRAME_TYPE)) return "frame";
  if (isFromHere) return null;
  if (types.includes("Files")) return "files";
  return types.includes("text/uri-list") ? "address" : null;
}

/** Whole, and alone: an address within a sentence is no picture to fetch. */
export function addressOf(text: string): string | null {
  const trimmed = text.trim();
  if (/\s/.test(trimmed) || !URL.canParse(trimmed)) return null;
  const { protocol, href } = new URL(trimmed);
  return protocol === "https:" || protocol === "http:" ? href : null;
}

/** Of text/uri-list: one address a line, comments begin with #. */
export const firstAddress = (list: string): string | null =>
  list.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#")).map(addressOf).find((address) => address !== null) ?? null;

export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, input:not([type=checkbox], [type=radio], [type=file], [type=range], [type=button])"));

/** A file or a folder of a drop: to be taken in the event itself, and read after it. */
export type Dropped = { entry: FileSystemEntry | null; file: File | null };

export const droppedIn = ({ items }: DataTransfer): Dropped[] =>
  [...items].filter(({ kind }) => kind === "file").map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
