import { frameName } from "@/lib/generations/generation";
import { sessionTitle } from "@/lib/sessions/title";

/** With the longest of these parts a name stays under the 255 bytes that file systems take. */
const TITLE_BYTES = 60;
const WORDS_BYTES = 90;
const NAME_WORDS = 4;

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/avif": ".avif", "image/gif": ".gif", "video/mp4": ".mp4", "video/webm": ".webm",
};
export const extensionOfMime = (mime: string): string => EXTENSIONS[mime] ?? "";

/** Letters and numbers of any script, joined by hyphens, cut at a whole letter: nothing that a file system minds. */
export function slug(text: string, mostBytes: number, mostWords = Number.POSITIVE_INFINITY): string {
  const words = (text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []).slice(0, mostWords).join("-");
  let bytes = 0;
  let end = 0;
  for (const letter of words) {
    bytes += new TextEncoder().encode(letter).length;
    if (bytes > mostBytes) break;
    end += letter.length;
  }
  return words.slice(0, end).replace(/-+$/, "");
}

export const sessionSlug = (title: string): string => slug(title, TITLE_BYTES) || "session";

type Named = { title: string; take: number; index: number; prompt: string; mime: string };

/** "cups-spring-6-2-colder-light-each-time.jpg": one of its kind within its session. */
export function frameFileName({ title, take, index, prompt, mime }: Named): string {
  const words = slug(sessionTitle(prompt), WORDS_BYTES, NAME_WORDS);
  return `${sessionSlug(title)}-${frameName(take, index)}${words && `-${words}`}${extensionOfMime(mime)}`;
}

/** "references/cups-0a1b2c3d.jpg": one of its kind by its content. */
export function referenceFileName({ name, sha256, format }: { name: string; sha256: string; format: "jpeg" | "png" }): string {
  const stem = slug(name.replace(/\.[a-z0-9]{2,5}$/i, ""), TITLE_BYTES) || "photograph";
  return `references/${stem}-${sha256.slice(0, 8)}${extensionOfMime(`image/${format}`)}`;
}
