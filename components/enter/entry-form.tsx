import { entryText } from "@/components/enter/entry-text";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import type { Translator } from "@/lib/messages/translator";
import type { EnterRefusal } from "@/lib/owners/enter";

type Props = { t: Translator; next: string; refusal: EnterRefusal | null };

/** A form as browsers have always sent them: no script, and a new page afterwards. */
export function EntryForm({ t, next, refusal }: Props) {
  return (
    <form method="post" action="/api/enter" className="flex flex-col gap-2">
      <input type="hidden" name="next" value={next} />
      <label htmlFor="code" className="text-label font-medium">{t("enter.code")}</label>
      <input
        id="code"
        name="code"
        type="password"
        required
        autoFocus
        autoComplete="current-password"
        aria-invalid={refusal !== null}
        aria-describedby="code-answer"
        className={classes("min-h-11 w-full rounded border bg-sheet px-3 text-field text-ink", refusal === null ? "border-line-strong" : "border-bad")}
      />
      <p id="code-answer" role="alert" className={classes("min-h-4 text-hint", refusal === null ? "text-ink-2" : "text-bad")}>
        {refusal === null ? t("enter.codeHint") : entryText(t, refusal)}
      </p>
      <Button type="submit" look="primary" className="mt-2 min-h-11">{t("enter.enter")}</Button>
    </form>
  );
}
