import { placedCount } from "@/components/references/tile";
import { useComposer, useComposerState } from "@/components/composer/composer-context";

/** Covers the page while files hang over it. */
export function DropOverlay() {
  const { model } = useComposer();
  const free = useComposerState(({ tiles }) => model.maxReferences - placedCount(tiles));
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-scrim p-4">
      <div className="flex h-full flex-col items-center justify-center gap-1 rounded-sheet border-2 border-dashed border-ink bg-paper">
        <p className="text-title font-medium">{free > 0 ? "Drop to add references" : "There is no room for another reference"}</p>
        <p className="text-ink-2">{free > 0 ? `JPEG or PNG, ${free} more at most` : "Remove one first"}</p>
      </div>
    </div>
  );
}
