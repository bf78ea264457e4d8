import type { createUploads } from "@/components/composer/composer-uploads";
import { translatorNow } from "@/components/language/translator-now";
import { showToast } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";
import type { readKnownReferences } from "@/lib/references/queries";
import type { Way } from "@/lib/references/way";

type Ports = {
  uploads: Pick<ReturnType<typeof createUploads>, "stoodBefore" | "forgetEarlier" | "undoWay">;
  exchange: (id: string, file: File, way: Way) => void;
  readKnown: typeof readKnownReferences;
  now?: () => number;
};

/**
 * Puts back what stood before the last choice. The studio keeps for a day what no draft has: what is older may be gone, is
 * asked for, and made again from its file.
 */
export const createUndoWay = ({ uploads, exchange, readKnown, now = Date.now }: Ports) => async (id: string): Promise<void> => {
  const back = uploads.stoodBefore(id);
  if (!back) return;
  const { file, before } = back;
  if (now() - before.atMs < limits.unusedKeptMs) return uploads.undoWay(id);
  const known = await readKnown({ ids: [before.reference.id] }, AbortSignal.timeout(limits.callMs)).catch(() => null);
  if (uploads.stoodBefore(id)?.before !== before) return;
  if (!known) return showToast({ text: translatorNow()("composer.add.unanswered"), actions: [] });
  if (known.length > 0) return uploads.undoWay(id);
  /** What is older than this was let go of even earlier. */
  uploads.forgetEarlier(id);
  exchange(id, file, before.way);
};
