"use client";

import { useTranslations } from "@/components/language/translations";
import { dayOf, expiryDays, type Expiry } from "@/components/shares/share-draft";
import { fieldClass } from "@/components/shares/field-class";

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

const valueOf = (expiry: Expiry): string => (expiry.kind === "days" ? String(expiry.days) : expiry.kind);

export function ExpiryField({ expiry, onExpiry }: { expiry: Expiry; onExpiry: (expiry: Expiry) => void }) {
  const t = useTranslations();
  const choose = (value: string) => {
    if (value === "date") return onExpiry({ kind: "date", date: dayOf(Date.now() + WEEK_MS) });
    const days = expiryDays.find((known) => String(known) === value);
    onExpiry(days === undefined ? { kind: "never" } : { kind: "days", days });
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <label className="flex min-w-40 grow flex-col gap-1 text-label">
        {t("shares.expiry")}
        <select value={valueOf(expiry)} data-name="Expires" className={fieldClass} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="never">{t("shares.expiry.never")}</option>
          {expiryDays.map((days) => <option key={days} value={days}>{t("shares.expiry.days", { count: days })}</option>)}
          <option value="date">{t("shares.expiry.date")}</option>
        </select>
      </label>
      {expiry.kind === "date" && (
        <label className="flex min-w-40 grow flex-col gap-1 text-label">
          {t("shares.expiry.day")}
          <input type="date" value={expiry.date} required data-name="Last day" className={fieldClass} onChange={({ currentTarget }) => onExpiry({ kind: "date", date: currentTarget.value })} />
        </label>
      )}
    </div>
  );
}
