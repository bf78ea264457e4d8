import "server-only";
import { frameName } from "@/lib/generations/generation";
import type { RecipeTake } from "@/lib/generations/recipe";
import { publicShareOf, type ShareSource } from "@/lib/shares/public-view";
import type { Origin, originReader } from "@/lib/server/shares/origins";
import type { allShownFrames } from "@/lib/server/shares/share-files";

/** What is in the zip already, under the name that it has there. */
export type Packed = { frame: Awaited<ReturnType<typeof allShownFrames>>[number]; file: string; sha256: string; bytes: number; mime: string };
export type PackedReference = { origin: Origin; file: string; sha256: string };

type RecipeOf = { source: ShareSource; packed: readonly Packed[]; references: readonly PackedReference[]; origins: ReturnType<typeof originReader> };

/** Words, numbers and photographs as the page tells them. Takes and frames are counted from 1: how many there are beside them is not told. */
export async function recipeTakes({ source, packed, references, origins }: RecipeOf): Promise<RecipeTake[]> {
  const byNumber = new Map(packed.map((one) => [one.frame.number, one]));
  const { makings } = publicShareOf(source);
  const takes: RecipeTake[] = [];
  for (const { modelId, size, engine, slots } of source.takes) {
    const own = slots.flatMap(({ number }) => byNumber.get(number) ?? []);
    const [first] = own;
    const making = first && makings.find(({ numbers }) => numbers.includes(first.frame.number));
    if (first === undefined || !making?.settings) continue;
    const { count, optimize, seed } = making.settings;
    const take = takes.length + 1;
    const used = making.references === null ? [] : await origins.of(first.frame.generation_id);
    takes.push({
      take, modelId, engine, madeAt: source.sharedAt, prompt: making.prompt ?? "", settings: { count, size, optimize, seed },
      references: used.flatMap((origin) => {
        const known = references.find((one) => one.origin.sha256 === origin.sha256);
        return known === undefined ? [] : [{ number: origin.position + 1, name: `image ${origin.position + 1}`, file: known.file, sha256: known.sha256, madeFrom: null }];
      }),
      frames: own.map(({ frame, file, sha256, bytes, mime }, at) => ({ name: frameName(take, at + 1), file, sha256, bytes, mime, width: frame.width, height: frame.height, marked: false })),
    });
  }
  return takes;
}
