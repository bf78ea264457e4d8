import type { Generation } from "@/lib/generations/generation";
import type { ComposerModel } from "@/lib/models/composer-model";
import type { Draft } from "@/lib/sessions/session";

/** The draft that a take was submitted with; null where the model no longer has its size. */
export function draftOfTake({ sizes }: Pick<ComposerModel, "sizes">, { prompt, count, optimize, seed, references, width, height }: Generation): Draft | null {
  const size = sizes.find((one) => one.width === width && one.height === height);
  return size ? { prompt, count, optimize, seed, size: size.value, referenceIds: references.map(({ id }) => id) } : null;
}
