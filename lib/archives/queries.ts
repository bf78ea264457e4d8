import { importLineSchema, importUrl, type Imported, type ImportLine, type ImportRefusal } from "@/lib/archives/import-answer";
import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";

export const exportAddress = (sessionId: string): string => `/api/sessions/${sessionId}/export`;

export async function askExport(sessionId: string): Promise<"ready" | "tooMany" | "notThere" | "unanswered"> {
  const answer = await fetch(exportAddress(sessionId), { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(limits.callMs) }).catch(() => null);
  if (answer?.ok === true) return "ready";
  if (answer?.status === 413) return "tooMany";
  return answer?.status === 404 ? "notThere" : "unanswered";
}

type At = { sent: (bytes: number) => void; checked: (files: number, of: number) => void };

/**
 * A zip, as it lies on the disk. By XMLHttpRequest: fetch tells nothing of how much is sent. Nothing moving for a while counts
 * as no answer, and so does whatever is no answer of ours.
 */
export function sendArchive(zip: Blob, { sent, checked }: At, signal: AbortSignal): Promise<Result<Imported, ImportRefusal | { code: "unanswered" }>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let read = 0;
    let last: ImportLine | null = null;
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      if (last?.is === "done") resolve(ok(last));
      else resolve(err(last?.is === "refused" ? last.refusal : { code: "unanswered" }));
    };
    const stop = () => request.abort();
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, limits.importIdleMs);
    };
    const readLines = () => {
      for (let to = request.responseText.indexOf("\n", read); to >= 0; to = request.responseText.indexOf("\n", read)) {
        last = lineOf(request.responseText.slice(read, to)) ?? last;
        read = to + 1;
      }
      if (last?.is === "at") checked(last.files, last.of);
    };
    request.upload.addEventListener("progress", ({ loaded }) => {
      moved();
      sent(loaded);
    });
    request.addEventListener("progress", () => {
      moved();
      readLines();
    });
    request.addEventListener("load", readLines);
    request.addEventListener("loadend", end);
    signal.addEventListener("abort", stop, { once: true });
    request.open("POST", importUrl);
    request.setRequestHeader("content-type", "application/zip");
    moved();
    request.send(zip);
  });
}

function lineOf(text: string): ImportLine | null {
  try {
    return importLineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
