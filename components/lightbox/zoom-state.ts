import { bounded, fitted, placement, type Scene, type Size, type View } from "@/components/lightbox/zoom";
import { createStore, type Store } from "@/components/ui/store";

/** `scene` is the main picture's: it sets how far one can go. `glides`: the change is a step and not a movement of the hand. */
export type ZoomState = { view: View; scene: Scene | null; glides: boolean };

/** One look for all pictures on screen, kept outside React: it follows the hand at the screen's pace. */
export type Zoom = {
  state: Store<ZoomState>;
  change: (next: (view: View, scene: Scene) => View, glides?: boolean) => void;
  /** Another picture, or a stage of another size; one of the same size is looked at in the same place. */
  setScene: (scene: Scene) => void;
};

export function createZoom(): Zoom {
  const state = createStore<ZoomState>({ view: fitted, scene: null, glides: false });
  return {
    state,
    change: (next, glides = false) =>
      state.set((now) => (now.scene ? { ...now, view: next(now.view, now.scene), glides } : now)),
    setScene: (scene) =>
      state.set(({ view, scene: before }) => ({ scene, view: before && sameSize(before.picture, scene.picture) ? bounded(view, scene) : fitted, glides: false })),
  };
}

const sameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/** From here on each of the picture's pixels is shown as a square. */
const SQUARES_FROM = 3;

/**
 * Tells a stage's children where the picture is, by custom properties: its own place and scale, and the part of it that is
 * seen (`--left` to `--bottom`), for what stands at its edges.
 */
export function place(stage: HTMLElement, { view, glides }: ZoomState, scene: Scene): void {
  const own = bounded(view, scene);
  const { x, y, scale } = placement(own, scene);
  const [right, bottom] = [x + scene.picture.width * scale, y + scene.picture.height * scale];
  const values = {
    "--x": x, "--y": y, "--left": Math.max(0, x), "--top": Math.max(0, y),
    "--right": Math.min(scene.stage.width, right), "--bottom": Math.min(scene.stage.height, bottom),
  };
  for (const [name, value] of Object.entries(values)) stage.style.setProperty(name, `${value}px`);
  stage.style.setProperty("--scale", String(scale));
  stage.toggleAttribute("data-glides", glides);
  stage.toggleAttribute("data-squares", scale * scene.pixelRatio >= SQUARES_FROM);
  stage.toggleAttribute("data-pannable", right - x > scene.stage.width + 0.5 || bottom - y > scene.stage.height + 0.5);
}
