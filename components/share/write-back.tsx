"use client";

import { useState } from "react";
import { useTranslations } from "@/components/language/translations";
import type { Picks } from "@/components/share/own-picks";
import { Button } from "@/components/ui/button";
import { limits } from "@/lib/limits";
import { sharePicksUrl } from "@/lib/shares/addresses";

const field = "w-full rounded border border-line-strong bg-sheet px-3 text-field text-ink";

/** A name, and a line about the whole. */
export function WriteBack({ shareId, picks }: { shareId: string; picks: Picks }) {
  const t = useTranslations();
  const [name, setName] = useState(picks.own.name);
  const [note, setNote] = useState(picks.own.picks.find(({ number }) => number === 0)?.note ?? "");
  const [isSent, setSent] = useState(false);
  const change = (set: (text: string) => void) => ({ currentTarget }: { currentTarget: { value: string } }) => {
    set(currentTarget.value);
    setSent(false);
  };
  return (
    <section aria-labelledby="write-back" className="flex max-w-120 flex-col gap-3">
      <h2 id="write-back" className="text-label font-medium text-ink-2">{t("share.back")}</h2>
      <form
        method="post"
        action={sharePicksUrl(shareId)}
        onSubmit={(event) => {
          event.preventDefault();
          void picks.send({ number: "0", picked: "1", name, note }).then(setSent);
        }}
        className="flex flex-col gap-3"
      >
        <input type="hidden" name="number" value="0" />
        <input type="hidden" name="picked" value="1" />
        <label className="flex flex-col gap-1 text-label">
          {t("share.name")}
          <input name="name" data-name="Your name" value={name} onChange={change(setName)} maxLength={limits.pickNameChars} autoComplete="name" lang="" className={`${field} min-h-11`} />
        </label>
        <label className="flex flex-col gap-1 text-label">
          {t("share.line")}
          <textarea name="note" data-name="Your line" value={note} onChange={change(setNote)} maxLength={limits.pickNoteChars} rows={3} lang="" className={`${field} py-2`} />
        </label>
        <p className="text-hint text-ink-3">{t("share.backWho")}</p>
        <div className="flex items-center gap-3">
          <Button type="submit" data-name="Send">{t("share.send")}</Button>
          <p role="status" className="text-hint text-ink-2">{isSent ? t("share.sent") : ""}</p>
        </div>
      </form>
    </section>
  );
}
