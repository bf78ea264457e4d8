import { announce } from "@/components/ui/announcer";
import { createStore } from "@/components/ui/store";

export type ToastMessage = {
  text: string;
  actions: readonly { label: string; run: () => void }[];
  /** How long it stands; without it `limits.toastMs`. */
  showMs?: number;
  /** Goes when this is settled, however it is. */
  until?: Promise<unknown>;
};

const MOST_WAITING = 20;

/** Waits here until the toast library, loaded on the first toast, takes it. */
export const toastQueue = createStore<readonly ToastMessage[]>([]);

/** Toasts are seen, not heard: what matters is said through the live region as well. */
export function showToast(message: ToastMessage): void {
  toastQueue.set((waiting) => [...waiting, message].slice(-MOST_WAITING));
  announce(message.text);
}

export function takeToasts(): readonly ToastMessage[] {
  const waiting = toastQueue.get();
  if (waiting.length > 0) toastQueue.set(() => []);
  return waiting;
}
