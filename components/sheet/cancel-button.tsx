"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect, useRef, useTransition } from "react";
import type { CancelText } from "@/components/sheet/state-line";
import { showToast } from "@/components/ui/toast-queue";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { cancelGeneration } from "@/lib/generations/actions";
import type { Generation } from "@/lib/generations/generation";
import { putGeneration } from "@/lib/generations/queries";
import { limits } from "@/lib/limits";

/** One element from "Cancel" to the reason why not, so that focus stays where it was. */
export function CancelButton({ generation, text }: { generation: Generation; text: CancelText }) {
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
        else showToast({ text: REFUSED[answer.error.code](generation.take), actions: [] });
      } catch {
        showToast({ text: `The studio's server does not answer. Whether take ${generation.take} is cancelled shows here once it does.`, actions: [] });
      }
    });

  const offered = text === "Cancel" && !asking;
  if (offered) return <button ref={button} type="button" className={OFFERED} onClick={cancel}>Cancel</button>;
  return (
    <button ref={button} type="button" aria-disabled className="h-7 shrink-0 cursor-default text-hint whitespace-nowrap text-ink-3">
      {asking || text !== ALREADY ? "Cancelling" : <>Already begun<span className="@max-[960px]/sheet:sr-only">: cannot be cancelled</span></>}
    </button>
  );
}

const ALREADY: CancelText = "Already begun: cannot be cancelled";

/** 28 px to look at, 44 to touch. */
const OFFERED = "relative h-7 shrink-0 rounded border border-line-strong px-3 text-label text-ink hover:bg-raised touch:after:absolute touch:after:-inset-2";

const REFUSED = {
  already_begun: (take: number) => `Take ${take} has already begun and cannot be cancelled.`,
  settled: (take: number) => `Take ${take} had already ended.`,
  not_found: (take: number) => `Take ${take} is no longer there. Reload the page.`,
} as const;
