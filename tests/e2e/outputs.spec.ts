import { expect, StudioPage, test } from "@/tests/support/story";
import { startOutputsEngine } from "@/tests/support/outputs-engine";
import { createStudio } from "@/tests/support/studio";

test("an image, images, a video and videos are all stored and shown, and a video is played in parts", async ({ context }) => {
  const engine = await startOutputsEngine({
    image: (file) => ({ image: file("cups.jpg") }),
    images: (file) => ({ images: [file("cups.jpg"), file("blossom.jpg")] }),
    video: (file) => ({ video: file("clip.webm") }),
    videos: (file) => ({ videos: [file("clip.webm"), file("clip.webm?again")] }),
  });
  const studio = await createStudio({ RUNCOMFY_MODEL_API_BASE: engine.url, PRICE_USD_PER_OUTPUT: "0" });
  try {
    await studio.start();
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 1, prompt: "image, Generate 1 image" });
    const takes = [["image", 1], ["images", 2], ["video", 1], ["videos", 2]] as const;
    for (const [at, [kind, count]] of takes.entries()) {
      await person.prompt.fill(`${kind}, Generate ${count} ${count === 1 ? "image" : "images"}`);
      await person.page.getByRole("radio", { name: count === 1 ? "1 image" : "2 images", exact: true }).check({ force: true });
      await person.generate.click();
      await person.expectTake(at + 1, "completed");
    }
    for (const frame of [[1, 1], [2, 1], [2, 2]] as const) {
      const picture = person.frame(frame[0], frame[1]).getByRole("img");
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((node) => node instanceof HTMLImageElement && node.naturalWidth)).toBeGreaterThan(0);
    }
    for (const frame of [[3, 1], [4, 1], [4, 2]] as const) {
      const video = person.frame(frame[0], frame[1]).locator("video");
      await video.scrollIntoViewIfNeeded();
      await video.evaluate((node) => { if (node instanceof HTMLVideoElement) node.preload = "auto"; });
      await expect.poll(() => video.evaluate((node) => node instanceof HTMLVideoElement && node.readyState)).toBeGreaterThanOrEqual(1);
    }
    const address = await person.frame(3, 1).locator("video").evaluate((node) => (node instanceof HTMLVideoElement ? node.currentSrc : ""));
    const part = await person.page.request.get(address, { headers: { range: "bytes=0-99" } });
    expect(part.status()).toBe(206);
    expect((await part.body()).length).toBe(100);
    expect(part.headers()["content-range"]).toMatch(/^bytes 0-99\/\d+$/);
    const beyond = await person.page.request.get(address, { headers: { range: "bytes=99999999-" } });
    expect(beyond.status()).toBe(416);
  } finally {
    await studio.remove();
    await engine.close();
  }
});
