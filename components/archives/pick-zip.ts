/** The browser's own picker, for one zip. */
export function pickZip(onZip: (zip: File) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".zip,application/zip";
  input.addEventListener("change", () => {
    const [zip] = input.files ?? [];
    if (zip) onZip(zip);
  });
  input.click();
}
