"use client";

import { useTranslations } from "@/components/language/translations";
import { Button } from "@/components/ui/button";

export default function StudioError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations();
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 px-5">
      <h1 className="text-title font-medium">{t("app.broke")}</h1>
      <p className="text-ink-2">{t("app.brokeKept")}</p>
      {digest && <p className="facts text-ink-3">{t("app.brokeDigest", { digest })}</p>}
      <Button look="primary" onClick={retry}>{t("ui.tryAgain")}</Button>
    </main>
  );
}
