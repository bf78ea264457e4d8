/** The divider between two pictures: 0 at the left edge of what is seen of them, 1 at the right. */

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Beyond either edge it stays at the edge. */
export const slideBy = (step: number) => (slide: number): number => clamp(Math.round((slide + step) * 100) / 100);

/** The keys of a slider, each with how far it goes. */
export const slideKeys: Readonly<Record<string, number>> = {
  ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1,
};

/** Where the divider is for a pointer at `clientX`. */
export function slideAt(stage: HTMLElement, clientX: number): number {
  const edge = (name: string) => Number.parseFloat(stage.style.getPropertyValue(name));
  const [left, right] = [edge("--left"), edge("--right")];
  return clamp((clientX - stage.getBoundingClientRect().left - left) / Math.max(1, right - left));
}
