"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect, useRef, useTransition } from "react";
import { useTranslations } from "@/components/language/translations";
import type { CancelOffer } from "@/components/sheet/state-line";
import { showToast } from "@/components/ui/toast-queue";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { cancelGeneration } from "@/lib/generations/actions";
import type { Generation } from "@/lib/generations/generation";
import { putGeneration } from "@/lib/generations/queries";
import { limits } from "@/lib/limits";

/** One element from "Cancel" to the reason why not, so that focus stays where it was. */
export function CancelButton({ generation, offer }: { generation: Generation; offer: CancelOffer }) {
  const t = useTranslations();
  const queryClient = useQueryClient();
  const button = useRef<HTMLButtonElement>(null);
  const [asking, startAsking] = useTransition();
  useLayoutEffect(() => {
    const node = button.current;
    return () => {
      if (node && document.activeElement === node) node.closest("article")?.focus({ preventScroll: true });
    };
  }, []);

  const cancel = () =>
    startAsking(async () => {
      try {
        const answer = await withDeadline(watched(cancelGeneration)({ generationId: generation.id }), limits.actionMs);
        if (answer.ok) putGeneration(queryClient, generation.sessionId, answer.value);
        else showToast({ text: t(`sheet.cancel.${answer.error.code}`, { take: generation.take }), actions: [] });
      } catch {
        showToast({ text: t("sheet.cancel.unanswered", { take: generation.take }), actions: [] });
      }
    });

  if (offer === "offered" && !asking) return <button ref={button} type="button" data-name="Cancel" className={OFFERED} onClick={cancel}>{t("sheet.cancel")}</button>;
  return (
    <button ref={button} type="button" aria-disabled className="h-7 shrink-0 cursor-default text-hint whitespace-nowrap text-ink-3">
      {asking || offer === "asked" ? t("sheet.cancelling") : <>{t("sheet.begun")}<span className="@max-[960px]/sheet:sr-only">{t("sheet.begunWhy")}</span></>}
    </button>
  );
}

/** 28 px to look at, 44 to touch. */
const OFFERED = "relative h-7 shrink-0 rounded border border-line-strong px-3 text-label text-ink hover:bg-raised touch:after:absolute touch:after:-inset-2";
