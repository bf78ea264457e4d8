"use client";

import { useTranslations } from "@/components/language/translations";
import { ShareMessage } from "@/components/share/share-message";
import { Button } from "@/components/ui/button";

export default function ShareError({ retry }: { retry: () => void }) {
  const t = useTranslations();
  return <ShareMessage title={t("share.broke")} why={t("share.brokeWhy")}><Button look="primary" onClick={retry}>{t("share.again")}</Button></ShareMessage>;
}
