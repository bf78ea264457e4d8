import type { Sample } from "@/lib/references/upload";

/** As they stand side by side. */
export const sampleOrder: readonly Sample[] = ["cups", "oranges", "blossom"];

/** How many images each sample's prompt names. */
export const sampleCounts: Readonly<Record<Sample, number>> = { cups: 4, oranges: 4, blossom: 4 };
