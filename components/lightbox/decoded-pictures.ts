/** The one shown, its neighbours and their stand-ins; a decoded picture of 16 megapixels takes 64 MB. */
const KEPT = 12;

type Decoded = { image: HTMLImageElement; whole: Promise<boolean>; done: boolean };

/** Held, so that the browser's decoded copies live as long as they may be shown; oldest first. */
const decoded = new Map<string, Decoded>();

/** Loads and decodes; answers whether it came. Painted afterwards it is there in the same frame. */
export function decode(url: string): Promise<boolean> {
  const known = decoded.get(url);
  if (known) {
    decoded.delete(url);
    decoded.set(url, known);
    return known.whole;
  }
  const image = new Image();
  image.src = url;
  const whole = image.decode().then(() => true, () => image.complete && image.naturalWidth > 0);
  const entry: Decoded = { image, whole, done: false };
  decoded.set(url, entry);
  void whole.then((came) => {
    entry.done = came;
    // What did not come is asked for again the next time.
    if (!came && decoded.get(url) === entry) decoded.delete(url);
  });
  for (const oldest of [...decoded.keys()].slice(0, Math.max(0, decoded.size - KEPT))) decoded.delete(oldest);
  return whole;
}

export const isDecoded = (url: string): boolean => decoded.get(url)?.done === true;
