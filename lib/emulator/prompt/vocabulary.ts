/** A word of the prompt and what it stands for. English by whole words, Korean by syllables. */
export type Meaning<T> = { pattern: RegExp; value: T };

/** The hour of the day, 0 to 24, that a light belongs to. */
export const HOURS: readonly Meaning<number>[] = [
  { pattern: /\b(dawn|daybreak|sunrise|first light)\b|새벽|일출|동틀/g, value: 5.8 },
  { pattern: /\b(mornings?|breakfast)\b|아침|오전/g, value: 8.2 },
  { pattern: /\b(noon|midday|daylight|daytime|broad day)\b|정오|한낮|대낮/g, value: 12.5 },
  { pattern: /\b(afternoons?)\b|오후/g, value: 16 },
  { pattern: /\b(golden hour|sunset|sundown|evenings?)\b|노을|일몰|저녁|해질녘/g, value: 18.8 },
  { pattern: /\b(dusk|twilight|blue hour|nightfall)\b|황혼|땅거미/g, value: 20.4 },
  { pattern: /\b(nights?|midnight|moonlight|moonlit|candlelight|lamplight)\b|밤|심야|자정|달빛/g, value: 23 },
];

export type Warmth = { from: number; to: number };
/** -1 is as cold as a shaded snowfield, 1 as warm as a candle. */
export const WARMTHS: readonly Meaning<Warmth>[] = [
  { pattern: /\b(colder|cooler)\b|점점 (차갑|차가|추)|더 차가/g, value: { from: 0.55, to: -1 } },
  { pattern: /\b(warmer)\b|점점 (따뜻|따듯)|더 따뜻/g, value: { from: -0.6, to: 1 } },
  { pattern: /\b(cold|cool|icy|chilly)\b|차가운|시원한/g, value: { from: -0.65, to: -0.9 } },
  { pattern: /\b(warm|cosy|cozy)\b|따뜻한|포근한/g, value: { from: 0.6, to: 0.85 } },
];

export type Weather = "snow" | "rain" | "fog" | "autumn" | "spring" | "summer";
export const WEATHERS: readonly Meaning<Weather>[] = [
  { pattern: /\b(spring|springtime)\b|봄/g, value: "spring" },
  { pattern: /\b(summer|summery)\b|여름/g, value: "summer" },
  { pattern: /\b(autumn|autumnal|fall foliage|in fall)\b|가을/g, value: "autumn" },
  { pattern: /\b(snow|snowy|snowfall|snowing|winter|wintry|blizzard|frost|frosty)\b|겨울|눈이|눈 내리|눈오는|설경/g, value: "snow" },
  { pattern: /\b(rain|rainy|raining|rainfall|storm|stormy|drizzle|downpour|wet)\b|비가|비 내리|비오는|장마|폭풍/g, value: "rain" },
  { pattern: /\b(fog|foggy|mist|misty|haze|hazy|smoke|smoky)\b|안개/g, value: "fog" },
];
export const ALL_SEASONS: Meaning<readonly Weather[]> = {
  pattern: /\b(four|all|the|each|every|different|changing) seasons?\b|사계절|사계|계절마다/g,
  value: ["spring", "summer", "autumn", "snow"],
};

export type Medium = "mono" | "noir" | "vintage" | "cinema" | "cyanotype" | "paint" | "pencil";
export const MEDIUMS: readonly Meaning<Medium>[] = [
  { pattern: /\b(film noir|noir)\b|누아르|느와르/g, value: "noir" },
  { pattern: /\b(black[- ]and[- ]white|black & white|b&w|monochrome|greyscale|grayscale)\b|흑백|모노크롬/g, value: "mono" },
  { pattern: /\b(cyanotype|blueprint)\b|청사진/g, value: "cyanotype" },
  { pattern: /\b(vintage|retro|faded|polaroid|sepia|old photo(graph)?|analog(ue)?|kodachrome|1970s|70s)\b|빈티지|레트로|옛날/g, value: "vintage" },
  { pattern: /\b(cinematic|movie|blockbuster|teal and orange)\b|영화/g, value: "cinema" },
  { pattern: /\b(pencil|sketch(es)?|line art|charcoal|drawings?)\b|연필|스케치|소묘/g, value: "pencil" },
  { pattern: /\b(watercolou?rs?|illustrations?|illustrated|paintings?|painted|painterly|gouache|oil paint(ing)?|storybook|picture book)\b|수채화|수채|일러스트|그림책|유화/g, value: "paint" },
];

export type Hue = { hueDegrees: number; chroma: number; lightness: number };
/** Hues in OKLab's circle. */
export const COLOURS: readonly Meaning<Hue>[] = [
  { pattern: /\b(red|crimson|scarlet)\b|빨간|빨강|붉은/g, value: { hueDegrees: 25, chroma: 1.3, lightness: 0.9 } },
  { pattern: /\b(orange|amber)\b|주황/g, value: { hueDegrees: 56, chroma: 1.2, lightness: 1 } },
  { pattern: /\b(yellow|golden?)\b|노란|노랑|금색/g, value: { hueDegrees: 95, chroma: 1.15, lightness: 1.1 } },
  { pattern: /\b(green|emerald|olive)\b|초록|녹색/g, value: { hueDegrees: 147, chroma: 1.1, lightness: 0.95 } },
  { pattern: /\b(teal|turquoise|cyan|mint)\b|청록|민트/g, value: { hueDegrees: 195, chroma: 0.95, lightness: 1 } },
  { pattern: /\b(navy|indigo)\b|남색/g, value: { hueDegrees: 265, chroma: 1.1, lightness: 0.72 } },
  { pattern: /\b(blue|azure|cobalt)\b|파란|파랑|푸른/g, value: { hueDegrees: 252, chroma: 1.15, lightness: 0.92 } },
  { pattern: /\b(purple|violet|lavender|lilac)\b|보라/g, value: { hueDegrees: 305, chroma: 1.1, lightness: 0.95 } },
  { pattern: /\b(pink|magenta|rose)\b|분홍|핑크/g, value: { hueDegrees: 355, chroma: 1.1, lightness: 1.04 } },
];
/** Another colour in every frame. */
export const COLOUR_EACH =
  /\b(another|different|new|various|changing|its own|own) (single )?colou?rs?\b|\bcolou?rs? (each|every|by|per)\b|\beach (a|in|in a) (different |another )?colou?r|\b(rainbow|recolou?r\w*)\b|다른 색|다양한 색|색깔별|각각 .{0,8}색/;
/** A colour word is an order where it stands after one of these; else it may only describe what is seen. */
export const COLOUR_ORDER = /\b(in|into|to|make|makes|made|turn|turned|paint|painted|dye|dyed|tint|tinted|all)\b|색|바꾸|바꿔|변하|물들/;

export type Distance = "close" | "wide" | "nearing" | "leaving";
export const DISTANCES: readonly Meaning<Distance>[] = [
  { pattern: /\b(zoom(ing|s)? in|closer and closer|nearer|moving in|push(ing)? in|closer each)\b|점점 가까/g, value: "nearing" },
  { pattern: /\b(zoom(ing|s)? out|farther|further away|pull(ing)? back|moving away)\b|점점 멀/g, value: "leaving" },
  { pattern: /\b(close[- ]?ups?|macro|details?|closer|tight (shot|crop))\b|클로즈업|확대|가까이/g, value: "close" },
  { pattern: /\b(wide([- ]angle)?( shots?)?|full view|establishing|panoram\w*|whole scene)\b|와이드|넓게|전경|파노라마/g, value: "wide" },
];
