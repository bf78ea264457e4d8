import { translatorNow } from "@/components/language/translator-now";
import { nameOf, type SheetFrame } from "@/components/sheet/frame-acts";
import { onHandheld } from "@/components/sheet/handheld";
import { partsOf } from "@/components/sheet/in-parts";
import { saveName } from "@/components/sheet/sheet-facts";
import { showToast } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";
import { readOutputFile } from "@/lib/outputs/queries";

/** A share sheet takes files from memory: more, or larger ones, go as a zip. */
const MOST_SHARED = 10;
const MOST_SHARED_BYTES = 60_000_000;
/** A zip of hundreds is on its way for a while; then whoever waited for it still finds the next. */
const NEXT_ZIP_OFFERED_MS = 120_000;

/** Its title names the files. */
type Session = { sessionId: string; title: string };

/** One as its file, several as a zip; on a telephone by its share sheet, which alone leads to the photographs there. */
export async function saveFrames({ sessionId, title }: Session, frames: readonly SheetFrame[]): Promise<void> {
  const [first] = frames;
  if (!first) return;
  if (onHandheld() && isShareable(frames)) return shareFrames({ sessionId, title }, frames);
  if (frames.length === 1) download(first.output.url, saveName(title, first));
  else saveZips(sessionId, partsOf(frames));
}

/** The next is asked for by a press of its own: from a page that saves several by itself a browser takes only the first. */
function saveZips(sessionId: string, [part, ...rest]: readonly SheetFrame[][]): void {
  if (!part) return;
  download(zipAddress(sessionId, part), "");
  const [next] = rest;
  if (!next) return;
  const t = translatorNow();
  showToast({
    text: t("sheet.save.left", { count: rest.flat().length, most: limits.framesAtOnce }),
    actions: [{ label: t("sheet.saveMany", { count: next.length }), run: () => saveZips(sessionId, rest) }],
    showMs: NEXT_ZIP_OFFERED_MS,
  });
}

function isShareable(frames: readonly SheetFrame[]): boolean {
  const bytes = frames.reduce((sum, { output }) => sum + output.bytes, 0);
  if (frames.length > MOST_SHARED || bytes > MOST_SHARED_BYTES || !("canShare" in navigator)) return false;
  return navigator.canShare({ files: [new File([], "1.jpg", { type: "image/jpeg" })] });
}

async function shareFrames({ sessionId, title }: Session, frames: readonly SheetFrame[]): Promise<void> {
  const t = translatorNow();
  try {
    const files = await Promise.all(frames.map((frame) => asFile(title, frame)));
    const share = () => navigator.share({ files });
    await share().catch((error: unknown) => {
      if (!(error instanceof DOMException) || error.name === "AbortError") return;
      // The files took longer to come than a press counts: a second press shares at once.
      showToast({ text: t("sheet.save.ready", { count: files.length }), actions: [{ label: t("sheet.save"), run: () => void share().catch(() => undefined) }] });
    });
  } catch {
    const [only] = frames;
    if (frames.length === 1 && only) download(only.output.url, saveName(title, only));
    else download(zipAddress(sessionId, frames), "");
  }
}

const asFile = async (title: string, frame: SheetFrame): Promise<File> =>
  new File([await readOutputFile(frame.output.url)], saveName(title, frame), { type: frame.output.mime });

/** The server names it, and streams it. Frames go by their names: hundreds of ids are no address. */
const zipAddress = (sessionId: string, frames: readonly SheetFrame[]): string => `/api/sessions/${sessionId}/zip?frames=${frames.map(nameOf).join(",")}`;

/** From another origin a browser shows the file instead: then not in the studio's place. */
function download(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  if (!address.startsWith("/")) Object.assign(link, { target: "_blank", rel: "noreferrer" });
  link.click();
}
