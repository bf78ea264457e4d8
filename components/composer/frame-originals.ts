import type { ComposerState } from "@/components/composer/composer-state";
import { stoodAs, type Stood } from "@/components/composer/originals";
import type { PrepareFile } from "@/components/references/prepare-on-demand";
import type { Store } from "@/components/ui/store";
import type { MediaRule } from "@/lib/models/field";
import { fetchFrame } from "@/lib/references/queries";
import type { Reference } from "@/lib/references/reference";
import { unchosen, type Way } from "@/lib/references/way";

type Ports = {
  store: Store<ComposerState>;
  rules: readonly MediaRule[];
  prepare: PrepareFile;
  keep: (id: string, file: File, stood: Stood) => void;
  fetch?: typeof fetchFrame;
};

/** Why a frame cannot be made fit another way; `unopened`: this browser does not open its file. */
export type FrameMissing = "gone" | "unanswered" | "unopened";

/** What the studio itself chose for a frame, as if a person had; or what a person did, before this page was loaded. */
const wayOf = ({ source, format }: Reference): Way => {
  const changes = source?.changes ?? [];
  const fitted = changes.find((change) => change.kind === "fitted");
  const turned = changes.find((change) => change.kind === "turned_by_hand");
  return { fit: fitted?.fit ?? null, format: changes.some(({ kind }) => kind === "encoded") ? format : null, turns: turned?.turns ?? unchosen.turns };
};

/** The file of a frame that is a reference, brought here when somebody wants it otherwise: from then on it has the ways that a person's file has. */
export function createFrameOriginals({ store, rules, prepare, keep, fetch = fetchFrame }: Ports) {
  const referenceAt = (id: string): Reference | null => {
    const tile = store.get().tiles.find((tile) => tile.id === id);
    return tile?.state === "stored" ? tile.reference : null;
  };

  /** null where its ways are there. */
  return async function openFrame(id: string, signal: AbortSignal): Promise<FrameMissing | null> {
    const reference = referenceAt(id);
    if (!reference) return "gone";
    const file = await fetch(reference, signal);
    if (!file.ok) return file.error;
    const way = wayOf(reference);
    /** Made once in the way that it stands: what else it could be, only that tells. */
    const prepared = await prepare(file.value, { rules, way, signal }).catch(() => null);
    signal.throwIfAborted();
    if (prepared?.kind !== "ready") return "unopened";
    if (referenceAt(id)?.id === reference.id) keep(id, file.value, stoodAs(way, reference, prepared));
    return null;
  };
}
