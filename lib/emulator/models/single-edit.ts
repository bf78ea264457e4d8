import { z } from "zod";
import { ownModel, type HostedModel } from "@/lib/emulator/models/hosted-model";
import published from "@/lib/emulator/models/single-edit.json" with { type: "json" };
import { checkedInput, referencesIn, sizeIn } from "@/lib/emulator/order";
import { ok } from "@/lib/result";

const model = ownModel(published);
const ANY_SEED = -1;

/** One photograph in, one picture out. */
export const singleEdit: HostedModel = {
  model,
  displayName: "Single edit",
  description: "Edits one photograph into one image. Only the demo engine has it.",
  categories: ["image-to-image"],
  inputSchema: published.input_schema,
  price: { unit: "output", usualUsd: 0.03, note: "By the image." },
  orderOf(body) {
    const input = checkedInput(model, body);
    if (!input.ok) return input;
    const seed = z.int().parse(input.value.seed);
    return ok({
      prompt: z.string().parse(input.value.prompt),
      references: referencesIn(model, input.value, "image_url"),
      product: "group", frames: 1, asked: 1, paidUnits: 1,
      ...sizeIn(input.value, "image_size"),
      optimize: "fast",
      seed: seed === ANY_SEED ? null : seed,
    });
  },
};
