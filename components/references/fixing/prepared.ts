import type { MediaRule } from "@/lib/models/field";
import type { ReferenceProblem } from "@/lib/references/reference";
import type { RatioFit, Source } from "@/lib/references/source";

export type PreparedMime = "image/jpeg" | "image/png";

/** What became of a person's file. Width and height as the picture is seen. */
export type Prepared =
  /** What the model takes; `source.changes` is empty where the file is handed on byte for byte. */
  | { kind: "ready"; file: Blob; mime: PreparedMime; source: Source; width: number; height: number }
  /** Too long and narrow: to be asked again with a `fit`. The preview is upright, sRGB and small. */
  | { kind: "needs_fit"; width: number; height: number; previewBlob: Blob }
  | { kind: "refused"; problem: ReferenceProblem }
  /** The worker could not be loaded, which is no fault of the file: to be tried again. */
  | { kind: "unavailable" };

export type FixingStep = "waiting" | "looking" | "decoding" | "fitting" | "encoding";
/** `percent` of the whole way, 0 to 100; it never goes back. */
export type FixingProgress = { step: FixingStep; percent: number };

export type PrepareOptions = {
  rules: readonly MediaRule[];
  /** What the person chose, where the file needs it; null before that. */
  fit: RatioFit | null;
  onProgress?: (progress: FixingProgress) => void;
  /** Frees the file's place in the queue or its worker; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
};
