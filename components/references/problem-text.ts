import { fetchText } from "@/components/references/fetch-text";
import { ratioText } from "@/components/references/ratio-text";
import { strippedWords } from "@/components/references/stripped-words";
import type { TileFailure } from "@/components/references/tile";
import type { ReferenceProblem } from "@/lib/references/reference";

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);

/** Where a model publishes no limit, the problem has 0 or the largest number there is. */
const ratioLimits = ({ min, max }: { min: number; max: number }) => ({ ratioAbove: min > 0 ? min : null, ratioBelow: max < Number.MAX_SAFE_INTEGER ? max : null });

/** What is wrong with a picture and what the model takes, in one line. */
export function problemText(problem: ReferenceProblem): string {
  switch (problem.code) {
    case "not_an_image": return "This is not a picture.";
    case "wrong_format": return `This is ${/^[AEFHILMNORSX]/i.test(problem.format) ? "an" : "a"} ${problem.format.toUpperCase()}, which cannot be opened here as a photograph.`;
    case "too_many_bytes": return `${megabytes(problem.bytes)} MB is too big: it must be under ${megabytes(problem.limitBytes)} MB.`;
    case "ratio_out_of_range": return `${problem.width} × ${problem.height} is too long and narrow: ${ratioText(ratioLimits(problem))}.`;
    case "too_small": return `${problem.width} × ${problem.height} is too small: each side must be over ${problem.limit} pixels.`;
    case "too_large": return `${problem.width} × ${problem.height} is too large: each side must be under ${problem.limit} pixels.`;
    case "too_many_pixels": return `${problem.width} × ${problem.height} is too large: at most ${Math.floor(problem.limitPixels / 1_000_000)} megapixels are opened here.`;
    case "animated": return problem.pictures === null ? "This file moves. The model takes a single picture." : `This file has ${problem.pictures} pictures in it. The model takes a single one.`;
    case "metadata_left": return `This file still tells more than its picture: ${strippedWords(problem.what)}. It was not kept.`;
    case "damaged": return "This file is damaged: it cannot be read to its end.";
    default: return problem satisfies never;
  }
}

export function failureText(failure: TileFailure): string {
  switch (failure.code) {
    case "problem": return problemText(failure.problem);
    case "not_fetched": return fetchText(failure.failure, failure.host);
    case "unavailable": return "The part of the studio that prepares photographs did not load.";
    case "cut_off": return "The upload was cut off.";
    case "refused": return "The studio did not take this upload.";
    case "unconfirmed": return "The upload did not arrive, or its news did not.";
    case "storage_unavailable": return "The storage does not answer.";
    default: return failure satisfies never;
  }
}
