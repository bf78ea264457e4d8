import { showToast } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";

type Action = { label: string; run: () => void };

let closeLast = (): void => undefined;

/** Only the newest change of the composer can be taken back: an older "Undo" would not know of those behind it. */
export function offerUndo(text: string, actions: readonly Action[]): void {
  closeLast();
  let isOpen = true;
  const over = new Promise<void>((resolve) => {
    closeLast = () => {
      isOpen = false;
      resolve();
    };
  });
  const once = ({ label, run }: Action): Action => ({
    label,
    run: () => {
      if (isOpen) run();
      isOpen = false;
    },
  });
  showToast({ text, actions: actions.map(once), showMs: limits.undoMs, until: over });
}
