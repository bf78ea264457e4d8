import { z } from "zod";
import { keptIn, type Kept, type Shelf } from "@/components/composer/browser-keep";
import { sameDraft } from "@/components/composer/composer-state";
import type { Generation } from "@/lib/generations/generation";
import type { SubmitRefusal } from "@/lib/generations/submit";
import type { Result } from "@/lib/result";
import { draftSchema, type Draft } from "@/lib/sessions/session";

const submitClickSchema = z.object({ key: z.string(), draft: draftSchema, atMs: z.number() });
export type SubmitClick = z.infer<typeof submitClickSchema>;

export const submitClickOf = (sessionId: string, shelf: () => Shelf): Kept<SubmitClick> =>
  keptIn(shelf, `contact-sheet:submit:${sessionId}`, submitClickSchema);

export type SubmitPorts = {
  send: (key: string, draft: Draft) => Promise<Result<Generation, SubmitRefusal>>;
  kept: Kept<SubmitClick>;
  newKey: () => string;
  now: () => number;
  doubleClickMs: number;
  resendMs: number;
};
export type SubmitAnswer = Result<Generation, SubmitRefusal> | "unanswered";

/** One click, one key, one take: the key is kept until an answer is known, over reloads too. */
export function createSubmitClicks({ send, kept, newKey, now, doubleClickMs, resendMs }: SubmitPorts) {
  let lastClickMs = Number.NEGATIVE_INFINITY;

  async function ask({ key, draft }: SubmitClick): Promise<SubmitAnswer> {
    const answer = await send(key, draft).catch(() => "unanswered" as const);
    if (answer !== "unanswered") kept.forget();
    return answer;
  }

  return {
    /** True for a click that follows another so closely that it is its second half. */
    isDouble(): boolean {
      const since = now() - lastClickMs;
      lastClickMs = now();
      return since < doubleClickMs;
    },
    /** The same draft after an unknown answer is the same click. */
    click(draft: Draft): Promise<SubmitAnswer> {
      const earlier = kept.read();
      const click = earlier && sameDraft(earlier.draft, draft) ? earlier : { key: newKey(), draft, atMs: now() };
      kept.write(click);
      return ask(click);
    },
    again(): Promise<SubmitAnswer> | null {
      const click = kept.read();
      return click ? ask(click) : null;
    },
    /** What a reload cut off: a young click goes on by itself, an old one is asked about. */
    leftOver(): "none" | "young" | "old" {
      const click = kept.read();
      if (!click) return "none";
      return now() - click.atMs < resendMs ? "young" : "old";
    },
  };
}
