import { limits } from "@/lib/limits";
import type { UploadInput } from "@/lib/references/upload";

export type UploadEnd = "sent" | "cut_off" | "refused";

/** One attempt to send one file: what the uploading component is given, and how it is stopped. */
export type UploadRun = {
  tileId: string;
  file: File;
  input: UploadInput;
  signal: AbortSignal;
  /** True for the first caller only. */
  begin: () => boolean;
  progressed: (percent: number) => void;
  ended: (end: UploadEnd) => void;
  abort: () => void;
};

type Heard = { progressed: (percent: number) => void; ended: (end: UploadEnd) => void };

/** The library sets no deadline of its own: where no byte moves for long, the run is cut off. */
export function uploadRun(tileId: string, file: File, input: UploadInput, heard: Heard, idleMs: number = limits.uploadIdleMs): UploadRun {
  const controller = new AbortController();
  let begun = false;
  let over = false;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const end = (how: UploadEnd | null) => {
    clearTimeout(idle);
    if (over) return;
    over = true;
    if (how) heard.ended(how);
  };
  const watch = () => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      end("cut_off");
      controller.abort();
    }, idleMs);
  };
  /** From now on, not from its beginning: what sends it may not load. */
  watch();
  return {
    tileId,
    file,
    input,
    signal: controller.signal,
    begin() {
      if (begun) return false;
      begun = true;
      watch();
      return true;
    },
    progressed(percent) {
      if (over) return;
      watch();
      heard.progressed(percent);
    },
    ended: end,
    abort() {
      end(null);
      controller.abort();
    },
  };
}
