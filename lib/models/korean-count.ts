import type { CountMention } from "@/lib/models/count-mention";

const ONES = ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"] as const;
/** As they stand before a counter, 1 to 20: "네 장". */
const NUMBERS: readonly string[] = [...ONES, "열", ...ONES.map((one) => `열${one}`), "스무"];
/** Older forms before 장, read and not written. */
const OLDER: Readonly<Record<string, number>> = { 석: 3, 넉: 4 };

const NATIVE = [...NUMBERS, ...Object.keys(OLDER)].join("|");
/** A native number stands by itself ("선명한 장" is none); digits are not the tail of "2560", "2.5" or "3~4". */
const NUMBER = `(?<!\\d[.,:/~–—-])(?<!\\d)(?:\\d{1,2}(?!\\d)|(?<![\\p{L}\\p{N}])(?:${NATIVE}))`;
const PICTURE = "(?:이미지|사진|그림|버전|변형|시안|프레임|컷)";
/** What may follow a counter: "장을" counts, "장면", "장소" and "장미" do not. */
const COUNTER_END = "(?=$|[^\\p{L}\\p{N}]|의|을|를|은|는|이|가|으로|로|씩|만|정도|짜리|과|와|도|까지|내외|쯤|생성|그려|뽑)";
const MENTION = new RegExp(
  [
    `(${NUMBER})(\\s?(?:장|컷)${COUNTER_END})`,
    `(${NUMBER})(\\s?(?:개|가지)의?(?:\\s?(?:서로|다른|새로운|다양한|비슷한)){0,3}\\s?${PICTURE})`,
    `(?<=${PICTURE}[을를]?\\s?)(${NUMBER})(\\s?(?:개|가지)${COUNTER_END})`,
  ].join("|"),
  "gu",
);

/** "이 두 장", "첨부한 사진 2장": the references are meant; "인생 네 컷" is one picture. */
const BEFORE = /(?<!\p{L})(?:이|그|저|위의?|첨부한|첨부된|올린|업로드한|주어진|참고|참조|원본|인생)(?:\s*(?:사진|이미지|그림))?\s*$/u;
/** "두 장을 합쳐" takes two; "4컷 만화" is one picture. */
const AFTER =
  /^(?:\s?만화|의?\s*(?:참고|참조|원본|입력)?\s*(?:사진|이미지|그림)?[을를]?\s*(?:모두\s*)?(?:합[쳐치]|섞|조합|결합|참고|참조|이용|사용|활용|바탕|기반|겹))/u;
const AROUND_CHARS = 24;

const read = (number: string): number =>
  /^\d/.test(number) ? Number(number) : (OLDER[number] ?? NUMBERS.indexOf(number) + 1);

const written = (count: number, like: string): string =>
  /^\d/.test(like) ? String(count) : (NUMBERS[count - 1] ?? String(count));

/** Each number of images that Korean words name: "4장", "네 장", "4컷", "이미지 4개", "세 가지 버전". */
export function* koreanCounts(text: string): Generator<CountMention> {
  for (const match of text.matchAll(MENTION)) {
    const [number, rest] = match.slice(1).filter((part) => part !== undefined);
    if (!number || !rest) continue;
    const start = match.index;
    const end = start + match[0].length;
    const count = read(number);
    const countsReferences =
      BEFORE.test(text.slice(Math.max(0, start - AROUND_CHARS), start)) || AFTER.test(text.slice(end, end + AROUND_CHARS));
    if (count === 0 || countsReferences) continue;
    yield { count, start, end, withCount: (next) => written(next, number) + rest };
  }
}
