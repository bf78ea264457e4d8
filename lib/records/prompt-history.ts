import * as z from "zod/mini";

const earlierPromptSchema = z.object({
  /** The newest take that was made with it. */
  generationId: z.string(),
  prompt: z.string(),
  usedAt: z.int(),
  /** Takes that were made with it. */
  takes: z.int(),
});
export type EarlierPrompt = z.infer<typeof earlierPromptSchema>;

/** The answer of GET /api/prompts?search=&cursor= */
const promptsAnswerSchema = z.object({
  /** Parsed one by one: a bad row never empties a list. */
  prompts: z.array(z.unknown()),
  /** null on the last page. */
  nextCursor: z.nullable(z.string()),
});
export type PromptsPage = { prompts: EarlierPrompt[]; nextCursor: string | null };

/** @throws where it is no such answer. */
export function parsePromptsPage(answer: unknown): PromptsPage {
  const { prompts, nextCursor } = promptsAnswerSchema.parse(answer);
  return { nextCursor, prompts: prompts.flatMap((row) => earlierPromptSchema.safeParse(row).data ?? []) };
}
