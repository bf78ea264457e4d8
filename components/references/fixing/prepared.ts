import type { MediaRule } from "@/lib/models/field";
import type { Size } from "@/lib/references/fit-size";
import type { ReferenceFormat, ReferenceProblem } from "@/lib/references/reference";
import type { Source } from "@/lib/references/source";
import type { Way } from "@/lib/references/way";

export type PreparedMime = "image/jpeg" | "image/png";

/** What could have been done to a picture instead. */
export type OtherWays = {
  /** null where it can be written in one format alone, or was not written at all. */
  otherFormat: ReferenceFormat | null;
  /** As it was before it was fitted; null where its shape needed none. */
  unfitted: Unfitted | null;
};

/** A whole picture that is too long and narrow: upright, sRGB and small, with its own size. */
export type Unfitted = Size & { previewBlob: Blob };

/** What became of a person's file. Width and height as the picture is seen. */
export type Prepared =
  /** What the model takes; `source.changes` is empty where the file is handed on byte for byte. */
  | ({ kind: "ready"; file: Blob; mime: PreparedMime; source: Source } & Size & OtherWays)
  /** To be asked again with a `fit`. */
  | ({ kind: "needs_fit" } & Unfitted)
  | { kind: "refused"; problem: ReferenceProblem }
  /** Moved, changed or taken away since it was chosen: its bytes cannot be read any more. */
  | { kind: "moved" }
  /** The worker could not be loaded, which is no fault of the file: to be tried again. */
  | { kind: "unavailable" };

export type FixingStep = "waiting" | "looking" | "decoding" | "fitting" | "encoding";
/** `percent` of the whole way, 0 to 100; it never goes back. */
export type FixingProgress = { step: FixingStep; percent: number };

export type PrepareOptions = {
  rules: readonly MediaRule[];
  way: Way;
  onProgress?: (progress: FixingProgress) => void;
  /** Frees the file's place in the queue or its worker; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
};
