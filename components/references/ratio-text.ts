import type { ImageLimits } from "@/lib/models/image-rules";

const WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"] as const;
/** "three", "2.5". A whole number is one although its reciprocal was published with two digits. */
function times(ratio: number): string {
  const whole = Math.round(ratio);
  const isWhole = Math.abs(ratio - whole) <= SAME * ratio;
  return `${(isWhole ? WORDS[whole - 2] : undefined) ?? Number(ratio.toFixed(2))} times`;
}
/** 0.33 is meant as one third. */
const SAME = 0.02;

/** Which shapes a model takes, after "it is too long and narrow": its limits of width / height are strict, and not every model's are three. */
export function ratioText({ ratioAbove, ratioBelow }: Pick<ImageLimits, "ratioAbove" | "ratioBelow">): string {
  const tallest = ratioAbove === null || ratioAbove <= 0 ? null : 1 / ratioAbove;
  if (ratioBelow !== null && tallest !== null && Math.abs(ratioBelow - tallest) <= SAME * ratioBelow) return `no side may be ${times(Math.min(ratioBelow, tallest))} the other`;
  const most = [ratioBelow === null ? null : widthText(ratioBelow), tallest === null ? null : heightText(tallest)].filter((part) => part !== null);
  return most.join(", and ");
}

const widthText = (ratio: number): string => (ratio === 1 ? "its width must be less than its height" : `its width must be less than ${times(ratio)} its height`);
const heightText = (ratio: number): string => (ratio === 1 ? "its height must be less than its width" : `its height must be less than ${times(ratio)} its width`);
