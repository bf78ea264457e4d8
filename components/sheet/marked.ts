import type { SheetFrame } from "@/components/sheet/frame-acts";

/** Marking is for all of them: only where every one is marked already, the sign is taken away. */
export const areMarked = (frames: readonly SheetFrame[]): boolean => frames.length > 0 && frames.every(({ output }) => output.markedAt !== null);
