"use client";

import { useOwnerName } from "@/components/enter/owner-name";
import { useTranslations } from "@/components/language/translations";
import { Button } from "@/components/ui/button";

/** Only where a code leads back in. */
export function LeaveButton({ className }: { className?: string }) {
  const t = useTranslations();
  const name = useOwnerName();
  if (name === null) return null;
  return (
    <form method="post" action="/api/leave" className={className}>
      <Button type="submit" look="quiet" title={t("enter.hereAs", { name })}>{t("enter.leave")}</Button>
    </form>
  );
}
