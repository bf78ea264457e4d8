/** What the demo engine's filter holds back; the real service has its own and tells no list. */
const REFUSED: readonly RegExp[] = [
  /\b(gore|gory|bloodbath)\b|유혈/,
  /\b(nude|nudes|nudity)\b|누드/,
  /\b(guns?|rifles?)\b|총기/,
  /\b(corpses?)\b|시체/,
];

/**
 * Which of so many frames the filter holds back, from 0. Each group of refused words costs one, the second frame first;
 * where they are as many as the frames, none is left.
 */
export function withheldFrames(prompt: string, frames: number): readonly number[] {
  const text = prompt.toLowerCase().normalize("NFC");
  const refused = REFUSED.filter((words) => words.test(text)).length;
  if (refused === 0) return [];
  const all = Array.from({ length: frames }, (_, frame) => frame);
  return refused >= frames ? all : all.slice(1, 1 + refused);
}
