import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import published from "@/lib/emulator/models/clip.json" with { type: "json" };
import { ownModel, type HostedModel } from "@/lib/emulator/models/hosted-model";
import { checkedInput, referencesIn } from "@/lib/emulator/order";
import { ok } from "@/lib/result";

const model = ownModel(published);
/** The clip as it lies in its file: three seconds. */
const SIZE = { width: 640, height: 360 } as const;

export const readClip = (): Promise<Buffer> => readFile(join(process.cwd(), "lib/emulator/fixtures/clip.webm"));

/** Always the same clip: the engine draws pictures, and plays a video model so that videos can be seen in the studio. */
export const clip: HostedModel = {
  model,
  displayName: "Clip",
  description: "Answers with a short clip of its own, whatever the photograph. Only the demo engine has it.",
  categories: ["image-to-video"],
  inputSchema: published.input_schema,
  price: { unit: "second", usualUsd: 0.05, note: "By the second, for each clip." },
  orderOf(body) {
    const input = checkedInput(model, body);
    if (!input.ok) return input;
    const clips = z.int().parse(input.value.number_of_clips);
    return ok({
      prompt: z.string().parse(input.value.prompt),
      references: referencesIn(model, input.value, "start_image_url"),
      product: "clip", frames: clips, asked: clips, ...SIZE,
      paidUnits: clips * z.int().parse(input.value.duration),
      optimize: "fast",
      seed: null,
    });
  },
};
