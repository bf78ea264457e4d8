import type { Loss } from "@/components/composer/awaited";
import type { Translator } from "@/lib/messages/translator";

/** Why a click that waited was not sent. */
export function lossText(t: Translator, { lost, numbers }: Loss): string {
  const images = numbers.map((number) => (number === null ? t("composer.thePicture") : t("references.image", { number }))).join(", ");
  if (lost !== "taken") return t(`composer.withdrawn.${lost}`, { images });
  return t(`composer.withdrawn.taken.${numbers.length === 1 ? "one" : "several"}`, { images });
}
