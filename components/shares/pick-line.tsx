import { useTranslations } from "@/components/language/translations";
import { shortDate } from "@/lib/messages/short-date";
import type { SessionPick } from "@/lib/shares/own-shares";

/** Who picked, what was written, on which share. What a visitor typed is text and nothing else. */
export function PickLine({ pick: { name, note, shareTitle, at } }: { pick: SessionPick }) {
  const t = useTranslations();
  return (
    <div className="flex min-w-0 flex-col text-label">
      <p><span lang="" className="font-medium text-pen wrap-anywhere">{name === "" ? t("shares.picked.somebody") : name}</span></p>
      {note !== "" && <p lang="" className="wrap-anywhere whitespace-pre-line text-ink">{note}</p>}
      <p className="text-hint text-ink-3">{t("shares.picked.on", { title: shareTitle === "" ? t("shares.untitled") : shareTitle })}, {shortDate(t.language, at)}</p>
    </div>
  );
}
