"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import { doneText, refusedText, type NotImported } from "@/components/archives/import-text";
import { translatorNow } from "@/components/language/translator-now";
import { useTranslations } from "@/components/language/translations";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast-queue";
import { sendArchive } from "@/lib/archives/queries";
import { recordKeys } from "@/lib/records/queries";
import { sessionKeys } from "@/lib/sessions/queries";

type Props = { zip: File; anchor: RefObject<HTMLElement | null>; onClose: () => void };
type State = { is: "sending" | "checking"; percent: number } | { is: "refused"; refusal: NotImported };

/** Sends a zip and says how far it is. What is closed before the end is not kept. */
export function ImportDialog({ zip, anchor, onClose }: Props) {
  const t = useTranslations();
  const state = useImport(zip, onClose);
  const isRefused = state.is === "refused";
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) onClose(); }} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Popup finalFocus={anchor} className="fixed top-1/2 left-1/2 z-50 flex w-[min(420px,calc(100vw-32px))] -translate-1/2 flex-col gap-2 rounded-sheet border border-line-strong bg-sheet p-5">
          <Dialog.Title className="text-field font-medium wrap-break-word">{isRefused ? t("archives.import.refused", { name: zip.name }) : t("archives.import")}</Dialog.Title>
          {isRefused ? (
            <div role="alert" className="flex flex-col gap-1 text-body wrap-break-word">
              <p>{refusedText(t, state.refusal)}</p>
              {state.refusal.code !== "unanswered" && <p className="text-ink-2">{t("archives.import.nothingKept")}</p>}
            </div>
          ) : (
            <>
              <p className="facts wrap-break-word">{state.is === "sending" ? t("archives.import.sending", { name: zip.name, percent: state.percent }) : t("archives.import.checking", { percent: state.percent })}</p>
              <progress aria-label={t("archives.import")} value={state.percent} max={100} className="h-1.5 w-full accent-pencil" />
              <Dialog.Description className="text-body text-ink-2">{t("archives.import.whole")}</Dialog.Description>
            </>
          )}
          <div className="mt-3 flex justify-end">
            <Button look={isRefused ? "plain" : "quiet"} onClick={onClose}>{t(isRefused ? "ui.dismiss" : "ui.cancel")}</Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useImport(zip: File, onClose: () => void): State {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [state, setState] = useState<State>({ is: "sending", percent: 0 });
  /** The zip is sent once, whatever is drawn anew meanwhile. */
  const closed = useEffectEvent(onClose);
  useEffect(() => {
    const left = new AbortController();
    const percentOf = (part: number, of: number) => Math.floor((100 * part) / Math.max(of, 1));
    const at = {
      sent: (bytes: number) => setState({ is: "sending", percent: percentOf(bytes, zip.size) }),
      checked: (files: number, of: number) => setState({ is: "checking", percent: percentOf(files, of) }),
    };
    void sendArchive(zip, at, left.signal).then((answer) => {
      if (left.signal.aborted) return;
      if (!answer.ok) return setState({ is: "refused", refusal: answer.error });
      void queryClient.invalidateQueries({ queryKey: sessionKeys.all });
      void queryClient.invalidateQueries({ queryKey: recordKeys.storage });
      showToast({ text: doneText(translatorNow(), answer.value), actions: [] });
      closed();
      router.push(`/studio/${answer.value.sessionId}`);
    });
    return () => left.abort();
  }, [zip, queryClient, router]);
  return state;
}
