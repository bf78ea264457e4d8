import type { Browser } from "playwright";
import { z } from "zod";
import type { Photograph } from "@/tests/bench/photographs";

const resultSchema = z.object({ allMs: z.number(), files: z.array(z.object({ name: z.string(), decodeMs: z.number(), encodeMs: z.number() })) });
export type DecodeEncode = z.infer<typeof resultSchema>;

/** As text: what a loader adds to a function's source is not there in the page. */
const WORKER = `onmessage = async ({ data: file }) => {
  const began = performance.now();
  const bitmap = await createImageBitmap(file);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(bitmap, 0, 0);
  bitmap.close();
  const decoded = performance.now();
  await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
  postMessage({ name: file.name, decodeMs: decoded - began, encodeMs: performance.now() - decoded });
};`;
const measuring = (workers: number) => `(async () => {
  const waiting = [...document.querySelector("input").files];
  const source = URL.createObjectURL(new Blob([${JSON.stringify(WORKER)}], { type: "text/javascript" }));
  const files = [];
  const began = performance.now();
  await Promise.all(Array.from({ length: ${workers} }, async () => {
    const worker = new Worker(source);
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      files.push(await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = reject;
        worker.postMessage(file);
      }));
    }
    worker.terminate();
  }));
  return { allMs: performance.now() - began, files };
})()`;

/** The least that anybody pays for these files in this browser: each decoded once and encoded once, in as many workers as the studio has. */
export async function decodeAndEncode(browser: Browser, photographs: readonly Photograph[], workers: number): Promise<DecodeEncode> {
  const page = await browser.newPage();
  try {
    await page.setContent("<input type=file multiple>");
    await page.locator("input").setInputFiles(photographs.map(({ place }) => place));
    return resultSchema.parse(await page.evaluate(measuring(workers)));
  } finally {
    await page.close();
  }
}
