"use client";

import { useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { announce } from "@/components/ui/announcer";
import { buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { showToast } from "@/components/ui/toast-queue";

/** Says "Copied" in its own place until something else is pressed. */
export function CopyButton({ what, text, className }: { what: string; text: string; className?: string }) {
  const t = useTranslations();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(t("lightbox.copied"));
    } catch {
      showToast({ text: t("lightbox.copyFailed"), actions: [] });
    }
  };
  return (
    <button type="button" aria-label={t("lightbox.copyWhat", { what })} className={classes(buttonClass("plain"), "border-line", className)} onClick={() => void copy()} onBlur={() => setCopied(false)}>
      {isCopied ? t("lightbox.copied") : t("lightbox.copy")}
    </button>
  );
}
