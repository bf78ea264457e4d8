import { z } from "zod";
import type { HostedModel } from "@/lib/emulator/models/hosted-model";
import { checkedInput, referencesIn, sizeIn, type Order } from "@/lib/emulator/order";
import { wantedOf } from "@/lib/emulator/prompt/wanted";
import { unfit, type Refusal } from "@/lib/emulator/refusal";
import { defaultModel } from "@/lib/models/catalog";
import published from "@/lib/models/published/bytedance__seedream-4-0__edit-sequential.json" with { type: "json" };
import { err, ok, type Result } from "@/lib/result";

const { model, name, roles, mostImagesInAll } = defaultModel;

function orderOf(body: unknown): Result<Order, Refusal> {
  const checked = checkedInput(model, body);
  if (!checked.ok) return checked;
  const input = checked.value;
  const asked = z.int().parse(input[roles.count]);
  const references = referencesIn(model, input, roles.references);
  if (references.length + asked > mostImagesInAll) return err(overBudget(references.length, asked));
  const prompt = z.string().parse(input[roles.prompt]);
  return ok({
    prompt, references, asked,
    ...wantedOf(prompt, input.sequential_image_generation === "auto" ? asked : 1),
    ...sizeIn(input, roles.size),
    paidUnits: asked,
    optimize: z.string().parse(input[roles.optimize]),
    seed: z.int().nullable().parse(input[roles.seed] ?? null),
  });
}

const overBudget = (references: number, asked: number): Refusal => unfit({
  loc: ["body", roles.count],
  msg: `Input images and generated images together must not exceed ${mostImagesInAll}: got ${references} and ${asked}.`,
  type: "too_many_images",
});

/** References in, a sequence of pictures out: the model that the studio is made for. */
export const editSequential: HostedModel = {
  model,
  displayName: name,
  description: "Edits and blends photographs into a sequence of images. Played here by the demo engine.",
  categories: ["image-to-image"],
  inputSchema: published.input_schema,
  price: { unit: "output", usualUsd: 0.03, note: "By the maximum number of images asked for." },
  orderOf,
};
