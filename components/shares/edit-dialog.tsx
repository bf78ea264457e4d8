"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { DialogFrame } from "@/components/shares/dialog-frame";
import { draftOfShare, editCommand } from "@/components/shares/share-draft";
import { ShareForm } from "@/components/shares/share-form";
import { problemText, refusalText } from "@/components/shares/share-refusals";
import { showToast } from "@/components/ui/toast-queue";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { limits } from "@/lib/limits";
import { editShare } from "@/lib/shares/actions";
import { shareKeys } from "@/lib/shares/queries";
import type { OwnShare } from "@/lib/shares/share";

/** All of a share but which pictures are in it. */
export function EditDialog({ share, onClose }: { share: OwnShare; onClose: () => void }) {
  const t = useTranslations();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOfShare(share));
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function send(): Promise<void> {
    const command = editCommand(draft, share, Date.now());
    if (!command.ok) return setTrouble(problemText(t, command.error));
    setSending(true);
    setTrouble(null);
    try {
      const edited = await withDeadline(watched(editShare)(command.value), limits.actionMs);
      if (!edited.ok) return setTrouble(refusalText(t, edited.error));
      void queryClient.invalidateQueries({ queryKey: shareKeys.all });
      showToast({ text: t("shares.saved"), actions: [] });
      onClose();
    } catch {
      setTrouble(t("shares.unanswered.save"));
    } finally {
      setSending(false);
    }
  }

  return (
    <DialogFrame title={t("shares.title.edit")} name="Edit the share" onClose={onClose}>
      <ShareForm
        draft={draft}
        onDraft={(next) => {
          setDraft(next);
          setTrouble(null);
        }}
        pictures={<ItsPictures share={share} />}
        part={(part) => t(`shares.what.${part}`)}
        passphraseIsKept={share.hasPassphrase}
        isSending={isSending}
        trouble={trouble}
        verb={t(isSending ? "shares.saving" : "shares.save")}
        name="Save the share"
        onSend={() => void send()}
        onClose={onClose}
      />
    </DialogFrame>
  );
}

function ItsPictures({ share: { coverUrl, frames, kind } }: { share: OwnShare }) {
  const t = useTranslations();
  return (
    <div className="flex items-center gap-3 text-label">
      {coverUrl !== null && <img src={coverUrl} alt="" className="h-14 w-auto max-w-28 rounded-frame bg-raised object-cover" />}
      <p className="font-medium">{t("shares.pictures.count", { count: frames })}<span className="block text-hint font-normal text-ink-2">{t(`shares.kind.${kind}`)}</span></p>
      <span className="ml-auto text-ink-2">{t("shares.pictures.always")}</span>
    </div>
  );
}
