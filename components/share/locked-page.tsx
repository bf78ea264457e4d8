import { passphraseText } from "@/components/share/share-texts";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import type { Translator } from "@/lib/messages/translator";
import { sharePassphraseUrl } from "@/lib/shares/addresses";
import type { PassphraseRefusal } from "@/lib/shares/passphrase";

type Props = { t: Translator; shareId: string; refusal: PassphraseRefusal | null };

/** A form as browsers have always sent them: no script, and the page itself afterwards. */
export function LockedPage({ t, shareId, refusal }: Props) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-88 flex-col justify-center gap-5 px-5 pb-[12dvh]">
      <h1 className="text-title font-semibold">{t("share.locked")}</h1>
      <form method="post" action={sharePassphraseUrl(shareId)} className="flex flex-col gap-2">
        <label htmlFor="passphrase" className="text-label font-medium">{t("share.passphrase")}</label>
        <input
          id="passphrase"
          name="passphrase"
          type="password"
          required
          autoFocus
          autoComplete="off"
          data-name="Passphrase"
          aria-invalid={refusal !== null}
          aria-describedby="passphrase-answer"
          className={classes("min-h-11 w-full rounded border bg-sheet px-3 text-field text-ink", refusal === null ? "border-line-strong" : "border-bad")}
        />
        <p id="passphrase-answer" role="alert" className={classes("min-h-4 text-hint", refusal === null ? "text-ink-2" : "text-bad")}>
          {refusal === null ? t("share.lockedWhy") : passphraseText(t, refusal)}
        </p>
        <Button type="submit" look="primary" data-name="Show the page" className="mt-2 min-h-11">{t("share.show")}</Button>
      </form>
    </main>
  );
}
