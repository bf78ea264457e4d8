import { expect, test } from "vitest";
import { bounded, fitScale, fitted, isPannable, pannedBy, percentOf, placement, scaleOf, toggled, wholePixels, zoomedTo, type Scene, type View } from "@/components/lightbox/zoom";

const MIDDLE = { x: 0, y: 0 };
const wide: Scene = { picture: { width: 2560, height: 1440 }, stage: { width: 1100, height: 725 }, pixelRatio: 1 };
const telephone: Scene = { picture: { width: 2560, height: 1440 }, stage: { width: 390, height: 456 }, pixelRatio: 3 };
const small: Scene = { picture: { width: 300, height: 200 }, stage: { width: 1100, height: 725 }, pixelRatio: 1 };

/** The picture's point, in its own pixels, that is drawn at `at` from the stage's middle. */
function pointUnder(view: View, at: { x: number; y: number }, { picture, stage, pixelRatio }: Scene) {
  const { scale, x, y } = placement(view, { picture, stage, pixelRatio });
  return { x: (at.x + stage.width / 2 - x) / scale, y: (at.y + stage.height / 2 - y) / scale };
}

test("at 100 % one pixel of the picture is one of the screen, on a telephone's fine screen too, and lies on it exactly", () => {
  for (const scene of [wide, telephone]) {
    const view = zoomedTo(fitted, wholePixels(scene), { x: 37.3, y: -12.7 }, scene);
    expect([scaleOf(view, scene), percentOf(view, scene)]).toEqual([1, 100]);
    const { scale, x, y } = placement(view, scene);
    expect(scale * scene.pixelRatio).toBe(1);
    for (const edge of [x, y]) expect(edge * scene.pixelRatio).toBeCloseTo(Math.round(edge * scene.pixelRatio), 6);
  }
});

test("what is under the cursor stays under it", () => {
  const at = { x: 120, y: -60 };
  let view = fitted;
  for (const factor of [1.1, 1.4, 1.9]) {
    const next = zoomedTo(view, view.zoom * factor, at, wide);
    const [before, after] = [pointUnder(view, at, wide), pointUnder(next, at, wide)];
    // Edges may come to rest at the stage's: only one axis is free until both are larger than it.
    expect(Math.abs(after.x - before.x)).toBeLessThan(1);
    view = next;
  }
});

test("the picture is never lost: it fills the stage where it is larger, and stands in the middle where it is smaller", () => {
  for (const scene of [wide, telephone, small]) {
    for (const zoom of [0.001, 0.5, 1, 1.5, 3, 40, 10_000]) {
      const view = bounded({ zoom, centre: { x: -7, y: 9 } }, scene);
      const { scale, x, y } = placement(view, scene);
      const [right, bottom] = [x + scene.picture.width * scale, y + scene.picture.height * scale];
      const holds = (from: number, to: number, stage: number) => (to - from >= stage ? from <= 1 && to >= stage - 1 : Math.abs(from + to - stage) < 2);
      expect([zoom, holds(x, right, scene.stage.width), holds(y, bottom, scene.stage.height)]).toEqual([zoom, true, true]);
    }
  }
});

test("from the whole picture to eight screen pixels a pixel; a small one goes down to its own size", () => {
  expect(percentOf(zoomedTo(fitted, 1e6, MIDDLE, wide), wide)).toBe(800);
  expect(zoomedTo(fitted, 1e-6, MIDDLE, wide)).toEqual(fitted);
  expect(fitScale(small)).toBeGreaterThan(1);
  expect(percentOf(zoomedTo(fitted, 1e-6, MIDDLE, small), small)).toBe(100);
});

test("the other zoom is 100 % and the whole picture in turn", () => {
  const near = toggled(fitted, MIDDLE, wide);
  expect(percentOf(near, wide)).toBe(100);
  expect(toggled(near, MIDDLE, wide)).toEqual(fitted);
  const exact: Scene = { ...wide, picture: { width: 1100 - 58, height: 600 } };
  expect(toggled(fitted, MIDDLE, exact).zoom).toBeGreaterThan(1);
});

test("a drag moves the picture with the pointer, and only where there is more of it", () => {
  const near = zoomedTo(fitted, wholePixels(wide), MIDDLE, wide);
  const moved = pannedBy(near, { x: 50, y: -20 }, wide);
  expect(placement(moved, wide).x - placement(near, wide).x).toBeCloseTo(50, 3);
  expect(placement(moved, wide).y - placement(near, wide).y).toBeCloseTo(-20, 3);
  expect(pannedBy(fitted, { x: 50, y: 0 }, wide)).toEqual(fitted);
  expect([isPannable(near, wide), isPannable(fitted, wide)]).toEqual([true, false]);
});

test("a view means the same place for a picture of another size", () => {
  const view: View = { zoom: 3, centre: { x: 0.25, y: 0.6 } };
  const other: Scene = { ...wide, picture: { width: 1280, height: 720 } };
  const [here, there] = [pointUnder(view, MIDDLE, wide), pointUnder(view, MIDDLE, other)];
  expect([here.x / 2560, here.y / 1440]).toEqual([expect.closeTo(there.x / 1280, 2), expect.closeTo(there.y / 720, 2)]);
});
