const KB = 1000;
const MB = 1000 * KB;
const GB = 1000 * MB;

/** A file's or a folder's size: "850 KB", "4.2 MB", "1.3 GB". The same in every language. */
export function bytesText(bytes: number): string {
  if (bytes >= GB) return `${(bytes / GB).toFixed(1)} GB`;
  if (bytes >= MB) return `${(bytes / MB).toFixed(1)} MB`;
  return `${bytes === 0 ? 0 : Math.max(1, Math.round(bytes / KB))} KB`;
}
