"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { DialogFrame } from "@/components/shares/dialog-frame";
import { PreviewedPart } from "@/components/shares/previewed-part";
import { PreviewedPictures } from "@/components/shares/previewed-pictures";
import { draftOfShare, editCommand } from "@/components/shares/share-draft";
import { ShareForm } from "@/components/shares/share-form";
import { problemText, refusalText } from "@/components/shares/share-refusals";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast-queue";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { limits } from "@/lib/limits";
import { editShare } from "@/lib/shares/actions";
import { shareKeys, sharePreviewQuery } from "@/lib/shares/queries";
import type { OwnShare } from "@/lib/shares/share";
import type { SharePreview } from "@/lib/shares/share-preview";

/** All of a share but which pictures are in it. */
export function EditDialog({ share, onClose }: { share: OwnShare; onClose: () => void }) {
  const t = useTranslations();
  const queryClient = useQueryClient();
  const { data: preview, isError, refetch } = useQuery(sharePreviewQuery(share.id));
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
        pictures={isError && !preview ? <Unread onRetry={() => void refetch()} /> : <PreviewedPictures preview={preview ?? unread(share)} isSession={share.kind === "session"} hasOlder={false} none={preview ? t("shares.state.withdrawn") : ""} />}
        part={(part) => (preview ? <PreviewedPart part={part} preview={preview} shows={draft.shows} /> : t(`shares.what.${part}`))}
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

/** Until it is read: as many pictures, so that nothing moves. */
const unread = ({ frames }: OwnShare): Pick<SharePreview, "pictures" | "awaited"> =>
  ({ pictures: Array.from({ length: frames }, (_, at) => ({ id: String(at), thumbUrl: null, width: 4, height: 3, bytes: 0 })), awaited: 0 });

/** What the parts say of themselves is enough to choose by. */
function Unread({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations();
  return <div role="alert" className="flex flex-wrap items-center gap-3 text-label">{t("shares.preview.unread")} <Button onClick={onRetry}>{t("ui.tryAgain")}</Button></div>;
}
