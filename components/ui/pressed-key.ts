/** What of a key press says which key it was. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey">;

/**
 * The key's name: a letter is small ("e"), everything else as the browser names it ("ArrowLeft", "?", " "). A keyboard of
 * another script names letters by its own ("ㄷ" where E is): then the key's place tells. null with a modifier but shift:
 * those are the browser's.
 */
export function pressedKey({ key, code, ctrlKey, metaKey, altKey }: KeyPress): string | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return place !== undefined && !/^[\x20-\x7e]$/.test(key) ? place.toLowerCase() : key;
}

/** The key's name pressed with Ctrl, or Command on a Mac, and nothing else; null for any other press. */
export function systemKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyPress & Pick<KeyboardEvent, "shiftKey">): string | null {
  if (altKey || shiftKey || ctrlKey === metaKey) return null;
  return pressedKey({ key, code, ctrlKey: false, metaKey: false, altKey: false });
}
