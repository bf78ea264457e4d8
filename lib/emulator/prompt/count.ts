const WORDS: Readonly<Record<string, number>> = {
  one: 1, a: 1, an: 1, single: 1, two: 2, pair: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
  eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15,
  한: 1, 두: 2, 세: 3, 네: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9, 열: 10,
};
const NUMBER = `(\\d{1,3}|${Object.keys(WORDS).filter((word) => /^[a-z]{3,}$/.test(word)).join("|")})`;
const NOUN = "(?:images?|pictures?|photos?|photographs?|frames?|shots?|variations?|versions?|views?|scenes?|stills?|illustrations?|paintings?|drawings?|sketches|panels?|renders?)";
/** "4 images", "four different moody pictures", "4-image". */
const BEFORE_NOUN = new RegExp(`\\b${NUMBER}(?:[\\s-]+(?!and\\b|from\\b|with\\b|in\\b|of\\b)[a-z&-]+){0,3}?[\\s-]+${NOUN}\\b`, "g");
/** "a series of 5", "a set of six". */
const SERIES = new RegExp(`\\b(?:series|set|sequence|group|grid|run|story|strip)\\s+of\\s+${NUMBER}\\b`, "g");
/** "4장", "네 장", "이미지 4개". */
const KOREAN = /(\d{1,3}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s*(?:장|컷|개의?\s*(?:이미지|사진|그림))|(?:이미지|사진|그림)\s*(\d{1,3})\s*(?:장|개)/g;
/** The one after a verb of making is the order; "the 2 images" may be the references. */
const MAKING = /\b(?:generate|make|create|produce|give|draw|render|show|paint|want|need|shoot|output)\b[^.]{0,24}$/;

/**
 * How many images a prompt asks for; null where it names no number. "Blend images 1 and 2" names references, not a number.
 */
export function countInPrompt(prompt: string): number | null {
  const text = prompt.toLowerCase().normalize("NFC");
  const found = [BEFORE_NOUN, SERIES, KOREAN]
    .flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ index: match.index, number: numberOf(match[1] ?? match[2] ?? "") })))
    .filter(({ index, number }) => number > 0 && !/(?:images?|photos?|pictures?)\s*(?:\d+\s*(?:,|and|&)\s*)*$/.test(text.slice(0, index)))
    .toSorted((a, b) => a.index - b.index);
  const ordered = found.find(({ index }) => MAKING.test(text.slice(0, index)));
  return (ordered ?? found[0])?.number ?? null;
}

const numberOf = (word: string): number => WORDS[word] ?? (Number(word) || 0);
