import { fetchText } from "@/components/references/fetch-text";
import { ratioText } from "@/components/references/ratio-text";
import { strippedWords } from "@/components/references/stripped-words";
import type { TileFailure } from "@/components/references/tile";
import type { Translator } from "@/lib/messages/translator";
import type { ReferenceProblem } from "@/lib/references/reference";

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);

/** Where a model publishes no limit, the problem has 0 or the largest number there is. */
const ratioLimits = ({ min, max }: { min: number; max: number }) => ({ ratioAbove: min > 0 ? min : null, ratioBelow: max < Number.MAX_SAFE_INTEGER ? max : null });

/** "an MP4": as its first letter is said in English. */
const articleOf = (format: string): "a" | "an" => (/^[AEFHILMNORSX]/i.test(format) ? "an" : "a");

/** What is wrong with a picture and what the model takes, in one line. */
export function problemText(t: Translator, problem: ReferenceProblem): string {
  switch (problem.code) {
    case "not_an_image":
    case "empty":
    case "damaged": return t(`references.problem.${problem.code}`);
    case "wrong_format": return t(`references.problem.wrong_format.${articleOf(problem.format)}`, { format: problem.format.toUpperCase() });
    case "too_many_bytes": return t("references.problem.too_many_bytes", { size: megabytes(problem.bytes), limit: megabytes(problem.limitBytes) });
    case "ratio_out_of_range": return t("references.problem.ratio", { width: problem.width, height: problem.height, ratio: ratioText(t, ratioLimits(problem)) });
    case "too_small":
    case "too_large": return t(`references.problem.${problem.code}`, { width: problem.width, height: problem.height, limit: problem.limit });
    case "too_many_pixels": return t("references.problem.too_many_pixels", { width: problem.width, height: problem.height, limit: Math.floor(problem.limitPixels / 1_000_000) });
    case "animated": return problem.pictures === null ? t("references.problem.moves") : t("references.problem.animated", { pictures: problem.pictures });
    case "metadata_left": return t("references.problem.metadata_left", { what: strippedWords(t, problem.what) });
    default: return problem satisfies never;
  }
}

export function failureText(t: Translator, failure: TileFailure): string {
  switch (failure.code) {
    case "problem": return problemText(t, failure.problem);
    case "not_fetched": return fetchText(t, failure.failure, failure.host);
    case "moved":
    case "unavailable":
    case "cut_off":
    case "refused":
    case "unconfirmed":
    case "storage_unavailable": return t(`references.failed.${failure.code}`);
    default: return failure satisfies never;
  }
}
