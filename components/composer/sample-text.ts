import type { Sample } from "@/lib/references/upload";

/** As they stand side by side. */
export const sampleOrder: readonly Sample[] = ["cups", "oranges", "blossom"];

/** What each sample loads, ready to run. */
export const sampleText: Record<Sample, { title: string; alt: string; prompt: string; count: number; }> = {
  cups: {
    title: "Morning to night",
    alt: "Three stoneware cups on a wooden table",
    prompt: "Generate 4 images of the cups in image 1 from morning to night, the light lower in each",
    count: 4,
  },
  oranges: {
    title: "Another colour each",
    alt: "A white bowl of oranges",
    prompt: "Generate 4 images of the bowl in image 1, the fruit in another colour in each",
    count: 4,
  },
  blossom: {
    title: "Through the year",
    alt: "Blossom in a green vase, a glass beside it",
    prompt: "Generate 4 images of the vase in image 1, one for each season",
    count: 4,
  },
};
