"use client";

import { useState, type FormEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import type { Picks } from "@/components/share/own-picks";
import { isPicked as isPickedBy, noteOf, turnedPick } from "@/components/share/wished-picks";
import { classes } from "@/components/ui/classes";
import { limits } from "@/lib/limits";
import { sharePicksUrl } from "@/lib/shares/addresses";
import { plainLines } from "@/lib/shares/plain-text";

type Props = { shareId: string; number: number; picks: Picks };

/** Without JavaScript the browser sends the form itself, and has the page back with the pick on it. */
const byScript = (send: () => void) => (event: FormEvent) => {
  event.preventDefault();
  send();
};

export function PickButton({ shareId, number, picks }: Props) {
  const t = useTranslations();
  const isPicked = isPickedBy(picks.own, number);
  const form = turnedPick(picks.own, number);
  return (
    <form method="post" action={sharePicksUrl(shareId)} onSubmit={byScript(() => void picks.send(form))}>
      <input type="hidden" name="number" value={form.number} />
      <button
        type="submit"
        name="picked"
        value={form.picked}
        aria-pressed={isPicked}
        aria-label={isPicked ? t("share.pickedOf", { number }) : t("share.pickOf", { number })}
        data-name={`Pick ${number}`}
        className={classes("flex min-h-8 items-center gap-1 rounded px-1 text-label text-ink hover:bg-raised touch:min-h-11 touch:px-2", isPicked && "font-medium")}
      >
        <Star isFilled={isPicked} />
        {isPicked ? t("share.picked") : t("share.pick")}
      </button>
    </form>
  );
}

export function PickNote({ shareId, number, picks }: Props) {
  const t = useTranslations();
  const [note, setNote] = useState(() => noteOf(picks.own, number));
  const said = plainLines(note);
  const isKept = said !== "" && said === noteOf(picks.kept, number);
  const send = () => { if (said !== noteOf(picks.own, number)) void picks.send({ number: String(number), picked: "1", note: said }); };
  return (
    <form method="post" action={sharePicksUrl(shareId)} onSubmit={byScript(send)} className="flex items-center gap-2 pb-1">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="picked" value="1" />
      <input
        name="note"
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
        onBlur={send}
        maxLength={limits.pickNoteChars}
        autoComplete="off"
        aria-label={t("share.noteOf", { number })}
        data-name={`Note ${number}`}
        placeholder={t("share.noteHint")}
        lang=""
        className="min-h-8 w-full min-w-0 rounded border border-line-strong bg-sheet px-2 text-label text-ink placeholder:text-ink-3 touch:min-h-11 touch:text-field"
      />
      {isKept && <span role="status" className="shrink-0 text-hint text-ink-2">{t("share.kept")}</span>}
      {/* Leaving the field sends what is in it: what was kept meanwhile does not go from under the focus. */}
      <button type="submit" data-name={`Keep ${number}`} className={classes("min-h-8 shrink-0 rounded px-1 text-label text-ink hover:bg-raised touch:min-h-11 touch:px-2", isKept && "not-focus:hidden")}>{t("share.keep")}</button>
    </form>
  );
}

function Star({ isFilled }: { isFilled: boolean }) {
  return (
    <svg aria-hidden width="14" height="14" viewBox="0 0 16 16" className={isFilled ? "fill-pencil stroke-pencil" : "fill-transparent stroke-current"} strokeWidth="1.25" strokeLinejoin="round">
      <path d="M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z" />
    </svg>
  );
}
