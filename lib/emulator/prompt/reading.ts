import {
  ALL_SEASONS, COLOURS, COLOUR_EACH, COLOUR_ORDER, DISTANCES, HOURS, MEDIUMS, WARMTHS, WEATHERS,
  type Distance, type Hue, type Meaning, type Medium, type Warmth, type Weather,
} from "@/lib/emulator/prompt/vocabulary";

/** What the engine understands of a prompt; lists are in the order of the words. */
export type Reading = {
  hours: readonly number[];
  warmth: Warmth | null;
  weathers: readonly Weather[];
  mediums: readonly Medium[];
  colours: readonly Hue[];
  /** Another colour in every frame. */
  colourEach: boolean;
  distance: Distance | null;
  /** "images 1 and 2", from 1, as named. */
  references: readonly number[];
};

export function readPrompt(prompt: string): Reading {
  const text = prompt.toLowerCase().normalize("NFC");
  const hours = find(text, HOURS);
  const mediums = find(hours.rest, MEDIUMS);
  const seasons = find(mediums.rest, [ALL_SEASONS]);
  const weathers = find(seasons.rest, WEATHERS);
  const warmths = find(weathers.rest, WARMTHS);
  const distances = find(warmths.rest, DISTANCES);
  const colours = find(distances.rest, COLOURS);
  const otherwise = hours.values.length + mediums.values.length + weathers.values.length + warmths.values.length;
  const ordered = colours.values.length > 1 || otherwise === 0 || colours.places.some((place) => COLOUR_ORDER.test(text.slice(Math.max(0, place - 14), place + 8)));
  return {
    hours: hours.values,
    warmth: warmths.values[0] ?? null,
    weathers: seasons.values[0] ?? weathers.values,
    mediums: mediums.values,
    colours: ordered ? colours.values : [],
    colourEach: COLOUR_EACH.test(text) && colours.values.length < 2,
    distance: distances.values[0] ?? null,
    references: namedReferences(text),
  };
}

type Found<T> = { values: T[]; places: number[]; rest: string };

/** What was understood is blanked out, so that "golden hour" is not a colour as well. */
function find<T>(text: string, meanings: readonly Meaning<T>[]): Found<T> {
  const hits = meanings.flatMap(({ pattern, value }) => [...text.matchAll(pattern)].map(({ index, 0: words }) => ({ index, words, value })));
  const inOrder = hits.toSorted((a, b) => a.index - b.index);
  const distinct = inOrder.filter(({ value }, place) => inOrder.findIndex((other) => other.value === value) === place);
  const rest = hits.reduce((left, { index, words }) => left.slice(0, index) + " ".repeat(words.length) + left.slice(index + words.length), text);
  return { values: distinct.map(({ value }) => value), places: distinct.map(({ index }) => index), rest };
}

/** "image 2", "images 1 and 3", "photo #1", "이미지 2", "2번 이미지". */
function namedReferences(text: string): number[] {
  const lists = [...text.matchAll(/(?:images?|photos?|pictures?|references?|이미지|사진)\s*#?(\d{1,2}(?:\s*(?:,|and|&|\+|와|과)\s*#?\d{1,2})*)(?!\s*(?:images|photos|pictures|장|x))/g)].map(([, list]) => list ?? "");
  const korean = [...text.matchAll(/(\d{1,2})번\s*(?:이미지|사진)/g)].map(([, number]) => number ?? "");
  const numbers = [...lists, ...korean].flatMap((list) => (list.match(/\d+/g) ?? []).map(Number));
  return [...new Set(numbers)].filter((number) => number >= 1);
}
