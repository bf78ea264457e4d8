import type { Translator } from "@/lib/messages/translator";
import type { ImageLimits } from "@/lib/models/image-rules";

/** 0.33 is meant as one third. */
const SAME = 0.02;
/** These have words. */
const WHOLE = [2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** "three times", "2.5 times". A whole number is one although its reciprocal was published with two digits. */
function timesText(t: Translator, ratio: number): string {
  const nearest = Math.round(ratio);
  const isWhole = Math.abs(ratio - nearest) <= SAME * ratio;
  const whole = isWhole ? WHOLE.find((number) => number === nearest) : undefined;
  return whole === undefined ? t("references.times", { ratio: Number(ratio.toFixed(2)) }) : t(`references.times.${whole}`);
}

/** Which shapes a model takes, after "it is too long and narrow": its limits of width / height are strict, and not every model's are three. */
export function ratioText(t: Translator, { ratioAbove, ratioBelow }: Pick<ImageLimits, "ratioAbove" | "ratioBelow">): string {
  const tallest = ratioAbove === null || ratioAbove <= 0 ? null : 1 / ratioAbove;
  if (ratioBelow !== null && tallest !== null && Math.abs(ratioBelow - tallest) <= SAME * ratioBelow) return t("references.ratio.sides", { times: timesText(t, Math.min(ratioBelow, tallest)) });
  const width = ratioBelow === null ? null : sideText(t, "width", ratioBelow);
  const height = tallest === null ? null : sideText(t, "height", tallest);
  return width !== null && height !== null ? t("references.ratio.both", { width, height }) : (width ?? height ?? "");
}

const sideText = (t: Translator, side: "width" | "height", ratio: number): string =>
  ratio === 1 ? t(`references.ratio.${side}.one`) : t(`references.ratio.${side}`, { times: timesText(t, ratio) });
