import { keptIn, type Kept, type Shelf } from "@/components/composer/browser-keep";
import { sameDraft } from "@/components/composer/composer-state";
import type { SubmitClick } from "@/components/composer/kept-schemas";
import type { Generation } from "@/lib/generations/generation";
import type { SubmitRefusal } from "@/lib/generations/submit";
import type { Result } from "@/lib/result";
import type { Draft } from "@/lib/sessions/session";

export const submitClickOf = (sessionId: string, shelf: Shelf): Kept => keptIn(shelf, `contact-sheet:submit:${sessionId}`);

/** Stands in a click's place: it was refused for certain, and the page that comes back is to say so. */
const SIGNED_OUT = "signed_out";

export type SubmitPorts = {
  send: (key: string, draft: Draft) => Promise<Result<Generation, SubmitRefusal>>;
  kept: Kept;
  newKey: () => string;
  now: () => number;
  doubleClickMs: number;
  resendMs: number;
};
export type SubmitAnswer = Result<Generation, SubmitRefusal> | "unanswered";

/** One click, one key, one take: the key is kept until an answer is known, over reloads too. */
export function createSubmitClicks({ send, kept, newKey, now, doubleClickMs, resendMs }: SubmitPorts) {
  let last: { atMs: number; draft: Draft } | null = null;
  let unanswered: SubmitClick | null = null;

  async function ask({ key, draft }: SubmitClick): Promise<SubmitAnswer> {
    const answer = await send(key, draft).catch(() => "unanswered" as const);
    if (answer !== "unanswered") {
      unanswered = null;
      if (!answer.ok && answer.error.code === "signed_out") kept.write(SIGNED_OUT);
      else kept.forget();
    }
    return answer;
  }

  return {
    /** True for a click that follows another so closely, and for the same draft, that it is its second half. */
    isDouble(draft: Draft): boolean {
      const isSecondHalf = last !== null && now() - last.atMs < doubleClickMs && sameDraft(last.draft, draft);
      last = { atMs: now(), draft };
      return isSecondHalf;
    },
    /** The same draft after an unknown answer is the same click. */
    click(draft: Draft): Promise<SubmitAnswer> {
      const click = unanswered && sameDraft(unanswered.draft, draft) ? unanswered : { key: newKey(), draft, atMs: now() };
      unanswered = click;
      kept.write(click);
      return ask(click);
    },
    again(): Promise<SubmitAnswer> | null {
      return unanswered ? ask(unanswered) : null;
    },
    /** What a reload cut off: a young click goes on by itself, an old one is asked about, a refused one only told. */
    async leftOver(): Promise<"none" | "young" | "old" | "signed_out"> {
      const found = kept.read();
      if (found === null) return "none";
      if (found === SIGNED_OUT) {
        kept.forget();
        return "signed_out";
      }
      const { submitClickSchema } = await import("@/components/composer/kept-schemas");
      const click = submitClickSchema.safeParse(found).data;
      /** Where a click came while this was loading, that one is the newer. */
      if (!click || unanswered) return "none";
      unanswered = click;
      return now() - click.atMs < resendMs ? "young" : "old";
    },
  };
}
