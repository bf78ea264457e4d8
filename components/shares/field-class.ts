/** Fields of the dialogs: 16 px where a finger types, so that no telephone zooms in. */
export const fieldClass = "w-full min-w-0 rounded border border-line-strong bg-sheet px-2.5 text-body text-ink placeholder:text-ink-3 min-h-9 touch:min-h-11 touch:text-field";
