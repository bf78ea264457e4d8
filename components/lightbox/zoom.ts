/** Where one looks at a picture, and how near. Pure: stage and keys, fingers and tests share it. */

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

/**
 * `zoom` 1 shows the whole picture; `centre` is the point of the picture, 0 to 1, that stands in the stage's middle. Both
 * mean the same for a picture or a stage of another size, so that pictures beside each other show the same place.
 */
export type View = { zoom: number; centre: Point };

/** What a view is drawn with: a picture in its own pixels on a stage in CSS pixels. */
export type Scene = { picture: Size; stage: Size; pixelRatio: number };

export const fitted: View = { zoom: 1, centre: { x: 0.5, y: 0.5 } };

/** Screen pixels a picture's pixel: nearer, a picture is a handful of squares. */
const NEAREST = 8;
/** Zooms this close are the same to an eye. */
const SAME = 1.003;
/** The room around a picture that is seen whole. */
const marginPx = ({ width, height }: Size): number => Math.min(48, Math.min(width, height) * 0.04);

/** Screen pixels a picture's pixel where the whole picture is seen as large as the stage allows. */
export function fitScale({ picture, stage, pixelRatio }: Scene): number {
  const margin = 2 * marginPx(stage);
  return Math.min(Math.max(1, stage.width - margin) / picture.width, Math.max(1, stage.height - margin) / picture.height) * pixelRatio;
}

/** Screen pixels a picture's pixel; 1 is 100 %. */
export function scaleOf({ zoom }: View, scene: Scene): number {
  const scale = zoom * fitScale(scene);
  // What divided and multiplied again is off by a hair is whole: else its pixels would miss the screen's.
  return Math.abs(scale - Math.round(scale)) < 1e-6 && scale > 0.5 ? Math.round(scale) : scale;
}

/** The zoom at which the picture's pixels are the screen's. */
export const wholePixels = (scene: Scene): number => 1 / fitScale(scene);

/** From the whole picture, or 100 % where that is smaller, to eight screen pixels a pixel. */
function rangeOf(scene: Scene): { least: number; most: number } {
  const whole = wholePixels(scene);
  return { least: Math.min(1, whole), most: Math.max(1, whole * NEAREST) };
}

/** The picture's size on screen, in CSS pixels. */
function drawnSize(view: View, scene: Scene): Size {
  const scale = scaleOf(view, scene) / scene.pixelRatio;
  return { width: scene.picture.width * scale, height: scene.picture.height * scale };
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** A picture that is larger than the stage fills it; one that is smaller stands in its middle. It is never lost. */
function boundedCentre(centre: number, drawn: number, stage: number): number {
  const half = stage / 2 / drawn;
  return half >= 0.5 ? 0.5 : clamp(centre, half, 1 - half);
}

export function bounded(view: View, scene: Scene): View {
  const { least, most } = rangeOf(scene);
  const zoom = clamp(view.zoom, least, most);
  const drawn = drawnSize({ ...view, zoom }, scene);
  return { zoom, centre: { x: boundedCentre(view.centre.x, drawn.width, scene.stage.width), y: boundedCentre(view.centre.y, drawn.height, scene.stage.height) } };
}

/** At another zoom, the point `at` (from the stage's middle, CSS pixels) staying where it is. */
export function zoomedTo(view: View, wanted: number, at: Point, scene: Scene): View {
  const { least, most } = rangeOf(scene);
  const near = (zoom: number) => wanted / zoom < SAME && zoom / wanted < SAME;
  const whole = wholePixels(scene);
  const zoom = near(1) ? 1 : near(whole) ? whole : clamp(wanted, least, most);
  const [before, after] = [drawnSize(view, scene), drawnSize({ ...view, zoom }, scene)];
  const centre = { x: view.centre.x + at.x / before.width - at.x / after.width, y: view.centre.y + at.y / before.height - at.y / after.height };
  return bounded({ zoom, centre }, scene);
}

/** Moves the picture by so many CSS pixels. */
export function pannedBy(view: View, by: Point, scene: Scene): View {
  const drawn = drawnSize(view, scene);
  return bounded({ ...view, centre: { x: view.centre.x - by.x / drawn.width, y: view.centre.y - by.y / drawn.height } }, scene);
}

/** 100 % and back; of a picture that fits at 100 % as well, double. */
export function toggled(view: View, at: Point, scene: Scene): View {
  const whole = wholePixels(scene);
  return view.zoom === 1 ? zoomedTo(view, Math.abs(whole - 1) < 0.01 ? 2 : whole, at, scene) : fitted;
}

/** There is more of the picture than the stage shows. */
export function isPannable(view: View, scene: Scene): boolean {
  const drawn = drawnSize(view, scene);
  return drawn.width > scene.stage.width + 0.5 || drawn.height > scene.stage.height + 0.5;
}

export type Placement = Point & { scale: number };

/**
 * Where the picture's top left is and how much it is scaled, drawn in CSS pixels of its own number. On whole screen pixels
 * from 100 % on, so that each of the picture's falls on one of the screen's.
 */
export function placement(view: View, scene: Scene): Placement {
  const { stage, pixelRatio } = scene;
  const scale = scaleOf(view, scene);
  const drawn = drawnSize(view, scene);
  const onPixel = (start: number) => (scale >= 1 ? Math.round(start * pixelRatio) / pixelRatio : start);
  return { scale: scale / pixelRatio, x: onPixel(stage.width / 2 - view.centre.x * drawn.width), y: onPixel(stage.height / 2 - view.centre.y * drawn.height) };
}

/** 43: in percent of the picture's own pixels. */
export const percentOf = (view: View, scene: Scene): number => Math.round(scaleOf(view, scene) * 100);
