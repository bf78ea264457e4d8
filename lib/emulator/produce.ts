import { emptinessOf } from "@/lib/emulator/check-reference";
import type { OutputExtension } from "@/lib/emulator/files";
import { readClip } from "@/lib/emulator/models/clip";
import { makeContactSheet } from "@/lib/emulator/pictures/contact-sheet";
import { makeFrame } from "@/lib/emulator/pictures/frame";
import { negativeOf, type Negative } from "@/lib/emulator/pictures/negative";
import { withheldFrames } from "@/lib/emulator/prompt/filter";
import { readPrompt } from "@/lib/emulator/prompt/reading";
import type { RequestRow, RunError } from "@/lib/emulator/request-row";
import { err, ok, type Result } from "@/lib/result";

export type Produced = { bytes: Buffer; extension: OutputExtension };

/** How many outputs a run makes when nothing is held back. */
export const outputsOf = ({ product, frames }: Pick<RequestRow, "product" | "frames">): number => (product === "sheet" ? 1 : frames);

/** From 0; one picture of everything has nothing to leave out. */
const withheldOf = (request: RequestRow): readonly number[] => withheldFrames(request.prompt, outputsOf(request));

type Negatives = readonly [Negative, ...Negative[]];

/**
 * Reads the references of a run, one at a time: ten files may be a hundred megabytes. Refuses what cannot end well
 * before a picture is made; some errors of the service are sentences, others records.
 */
export async function prepare(request: RequestRow, readReference: (hash: string) => Promise<Buffer>): Promise<Result<Negatives, RunError>> {
  const withheld = withheldOf(request);
  if (withheld.length === outputsOf(request)) {
    return err({ type: "content_filtered", message: "The filter held back every image.", images: withheld.map((frame) => frame + 1) });
  }
  const negatives: Negative[] = [];
  for (const [place, hash] of request.reference_hashes.entries()) {
    const bytes = await readReference(hash);
    const emptiness = await emptinessOf(bytes);
    if (emptiness === "blank") return err(`Nothing to edit: image ${place + 1} is blank.`);
    if (emptiness === "black") return err({ type: "empty_reference", message: `Image ${place + 1} is black.`, image: place + 1 });
    negatives.push(await negativeOf(bytes));
  }
  const [first, ...more] = negatives;
  if (!first) throw new Error("no references are kept");
  return ok([first, ...more]);
}

/** Makes one output after the other; `null` stands for one that the filter holds back. */
export async function* outputsIn(request: RequestRow, negatives: Negatives): AsyncGenerator<Produced | null> {
  const withheld = withheldOf(request);
  for (let index = 0; index < outputsOf(request); index += 1) yield withheld.includes(index) ? null : await draw(request, negatives, index);
}

async function draw(request: RequestRow, negatives: Negatives, index: number): Promise<Produced> {
  const order = { negatives, reading: readPrompt(request.prompt), seed: request.seed_words, size: { width: request.width, height: request.height } };
  switch (request.product) {
    case "group": return { bytes: await makeFrame({ ...order, place: { index, of: request.frames } }), extension: "jpg" };
    case "sheet": return { bytes: await makeContactSheet(order, request.frames), extension: "jpg" };
    case "clip": return { bytes: await readClip(), extension: "webm" };
    default: return request.product satisfies never;
  }
}
