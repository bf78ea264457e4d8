import { limits } from "@/lib/limits";
import { readRecipe, recipeFileName, type NotARecipe, type Recipe } from "@/lib/generations/recipe";
import { err, ok, type Result } from "@/lib/result";
import { readDirectory, readEntry, type NotAZip } from "@/lib/zip/zip-file";

export type NotOpened = NotARecipe | NotAZip | { code: "no_recipe" };
export type OpenedRecipe = {
  recipe: Recipe & { unreadable: number };
  /** A file of the zip, by the name that the recipe has for it; null where it is not there, or a recipe came alone. */
  fileOf: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
};

const isZip = async (file: Blob): Promise<boolean> => (await file.slice(0, 2).text()) === "PK";

/** A zip of the studio's, or the recipe out of one. Whoever unpacked and packed it again has perhaps a folder around it. */
export async function openRecipeFile(file: Blob): Promise<Result<OpenedRecipe, NotOpened>> {
  if (!(await isZip(file))) {
    if (file.size > limits.recipeBytes) return err({ code: "too_large" });
    const read = readRecipe(await file.text());
    return read.ok ? ok({ recipe: read.value, fileOf: () => Promise.resolve(null) }) : read;
  }
  const directory = await readDirectory(file);
  if (!directory.ok) return directory;
  const entries = directory.value;
  const [entry] = entries.filter(({ name }) => name === recipeFileName || name.endsWith(`/${recipeFileName}`)).sort((a, b) => a.name.length - b.name.length);
  if (!entry) return err({ code: "no_recipe" });
  const json = await readEntry(file, entry, limits.recipeBytes);
  if (!json) return err({ code: "broken" });
  const read = readRecipe(new TextDecoder().decode(json));
  if (!read.ok) return read;
  const folder = entry.name.slice(0, -recipeFileName.length);
  return ok({
    recipe: read.value,
    async fileOf(name) {
      const found = entries.find((one) => one.name === folder + name);
      return found ? readEntry(file, found, limits.uploadBytes) : null;
    },
  });
}
