/** The browser's own picker, for a zip of the studio's or the recipe in it. */
export function pickRecipe(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".zip,.json,application/zip,application/json";
  input.addEventListener("change", () => onFiles([...(input.files ?? [])]));
  input.click();
}
