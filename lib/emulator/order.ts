import { z } from "zod";
import { countInPrompt } from "@/lib/emulator/prompt/count";
import { unfit, type Detail, type Refusal } from "@/lib/emulator/refusal";
import { defaultModel } from "@/lib/models/catalog";
import { inputSchemaOf } from "@/lib/models/input-schema";
import { err, ok, type Result } from "@/lib/result";

/** An input that fits the schema, with the defaults filled in. */
export type Order = {
  prompt: string;
  references: readonly string[];
  /** The maximum asked for: what is paid. */
  asked: number;
  /** What comes: the prompt's number within the maximum. */
  frames: number;
  width: number;
  height: number;
  optimize: string;
  seed: number | null;
};

const { model, roles, sizes, mostImagesInAll } = defaultModel;
const inputSchema = inputSchemaOf(model);

const usual = (name: string): unknown => {
  const field = model.fields.find((candidate) => candidate.name === name);
  return field && "default" in field ? field.default : null;
};

const orderSchema = z.object({
  [roles.prompt]: z.string(),
  [roles.references]: z.array(z.string()),
  [roles.count]: z.int(),
  [roles.size]: z.string(),
  [roles.optimize]: z.string(),
});

export function orderOf(body: unknown): Result<Order, Refusal> {
  const parsed = inputSchema.safeParse(body);
  if (!parsed.success) return err(unfit(...parsed.error.issues.map((issue) => detailOf(issue, body))));
  const filled = { [roles.count]: usual(roles.count), [roles.size]: usual(roles.size), [roles.optimize]: usual(roles.optimize), ...parsed.data };
  const input = orderSchema.parse(filled);
  const asked = z.int().parse(input[roles.count]);
  const references = z.array(z.string()).parse(input[roles.references]);
  if (references.length + asked > mostImagesInAll) return err(overBudget(references.length, asked));
  const size = sizes.find(({ value }) => value === input[roles.size]);
  if (!size) throw new Error(`a size that the schema let through is unknown: ${String(input[roles.size])}`);
  const prompt = z.string().parse(input[roles.prompt]);
  // Without "auto" the model makes no group; a prompt that names no number gets one image.
  const group = ["auto", undefined].some((mode) => mode === parsed.data.sequential_image_generation);
  return ok({
    prompt, references, asked,
    frames: group ? Math.min(asked, Math.max(1, countInPrompt(prompt) ?? 1)) : 1,
    width: size.width,
    height: size.height,
    optimize: z.string().parse(input[roles.optimize]),
    seed: z.int().nullable().parse(parsed.data[roles.seed] ?? null),
  });
}

function detailOf(issue: z.core.$ZodIssue, body: unknown): Detail {
  const loc = ["body", ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))];
  const [name] = issue.path;
  const isMissing = issue.path.length === 1 && typeof name === "string" && typeof body === "object" && body !== null && !(name in body);
  return isMissing ? { loc, msg: "Field required", type: "missing" } : { loc, msg: issue.message, type: issue.code };
}

const overBudget = (references: number, asked: number): Refusal => unfit({
  loc: ["body", roles.count],
  msg: `Input images and generated images together must not exceed ${mostImagesInAll}: got ${references} and ${asked}.`,
  type: "too_many_images",
});
