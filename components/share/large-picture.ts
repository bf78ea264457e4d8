import { decode } from "@/components/lightbox/decoded-pictures";
import type { Picture } from "@/components/lightbox/picture";
import type { Translator } from "@/lib/messages/translator";
import type { DeliveredPicture, PublicMaking, PublicPicture } from "@/lib/shares/public-share";

/** How wide the large preview is: drawn wider than this, on the screen's own pixels, the file shows more. */
export const previewPx = 1280;

export const deliveredOf = (pictures: readonly PublicPicture[]): DeliveredPicture[] => pictures.filter((picture) => picture.state === "delivered");

/** Where the picture of that number stands; where it went from the share, the one behind it, else the last. -1 where there is none. */
export function placeOf(pictures: readonly { number: number }[], number: number): number {
  const at = pictures.findIndex((picture) => picture.number >= number);
  return at < 0 ? pictures.length - 1 : at;
}

/** "3 of 15"; where numbers have gaps, both what it is called and which one it is. */
export const placeText = (t: Translator, number: number, nth: number, of: number): string =>
  (number === nth ? t("share.nthOf", { nth, of }) : t("share.numberNthOf", { number, nth, of }));

/** What of its making the page tells below it anyway. */
export const factsOf = (t: Translator, making: PublicMaking | undefined): string[] => (making?.settings
  ? [t("share.madeWith", { model: making.settings.model ?? t("share.demoEngine") }), `${making.settings.ratio}, ${making.settings.width} × ${making.settings.height}`]
  : []);

/** Best first: the file itself only where it may be had, and where it would show more than its preview. */
export function sourcesOf({ previews, fileUrl }: Pick<DeliveredPicture, "previews" | "fileUrl">, wantsFile: boolean): [string, ...string[]] {
  if (previews === null) return [fileUrl ?? ""];
  return wantsFile && fileUrl !== null ? [fileUrl, previews.large, previews.small] : [previews.large, previews.small];
}

export const largePicture = (picture: DeliveredPicture, alt: string, wantsFile: boolean): Picture => ({
  name: `${picture.number}`, label: `${picture.number}`, alt, sources: sourcesOf(picture, wantsFile), size: { width: picture.width, height: picture.height }, placeholder: null,
});

/** What a step would show, so that it shows at once. */
export function preload(neighbours: readonly (DeliveredPicture | undefined)[], wantsFile: boolean): void {
  for (const neighbour of neighbours) {
    if (neighbour?.media !== "image") continue;
    for (const source of sourcesOf(neighbour, wantsFile).slice(0, 2).reverse()) void decode(source);
  }
}
