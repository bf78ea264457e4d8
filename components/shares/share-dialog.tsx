"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keptIn } from "@/components/composer/browser-keep";
import { useComposer } from "@/components/composer/composer-context";
import { useTranslations } from "@/components/language/translations";
import { DialogFrame } from "@/components/shares/dialog-frame";
import { PreviewedPictures } from "@/components/shares/previewed-pictures";
import { PreviewedPart } from "@/components/shares/previewed-part";
import { previewOf, sharedOf } from "@/components/shares/preview";
import { choicesOf, createCommand, newDraft, type ShareDraft } from "@/components/shares/share-draft";
import { ShareForm } from "@/components/shares/share-form";
import { copyText, shareAddress, type Copied } from "@/components/shares/share-address";
import { ShareLink } from "@/components/shares/share-link";
import { problemText, refusalText } from "@/components/shares/share-refusals";
import { nameOf, type Sharing } from "@/components/sheet/frame-acts";
import { announce } from "@/components/ui/announcer";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { sheetKeys } from "@/lib/generations/queries";
import type { SheetData } from "@/lib/generations/sheet-state";
import { randomHex } from "@/lib/ids";
import { limits } from "@/lib/limits";
import type { Translator } from "@/lib/messages/translator";
import { firstTitle } from "@/lib/sessions/title";
import { createShare } from "@/lib/shares/actions";
import { shareKeys } from "@/lib/shares/queries";

type Props = { sessionId: string; sharing: Sharing; onClose: () => void };

const choices = keptIn(() => window.localStorage, "share-choices");

/** What was typed and not sent, by session: a dialog that was closed by mistake has it again. */
const unsent = new Map<string, ShareDraft>();
const MOST_UNSENT = 20;

function keepUnsent(sessionId: string, draft: ShareDraft): void {
  unsent.delete(sessionId);
  // A passphrase waits nowhere.
  unsent.set(sessionId, { ...draft, passphrase: "" });
  const [oldest] = unsent.keys();
  if (unsent.size > MOST_UNSENT && oldest !== undefined) unsent.delete(oldest);
}

/** From what is chosen to a link that is copied. */
export function ShareDialog({ sessionId, sharing, onClose }: Props) {
  const t = useTranslations();
  const queryClient = useQueryClient();
  const { model } = useComposer();
  const { data: sheet } = useQuery<SheetData>({ queryKey: sheetKeys.of(sessionId), enabled: false });
  const [draft, setDraft] = useState(() => unsent.get(sessionId) ?? newDraft(sheet === undefined || sheet.title === firstTitle ? "" : sheet.title, choices.read()));
  // Of what is in the dialog: sent again after a lost answer, it is the link that was perhaps made.
  const [shareId, setShareId] = useState(randomHex);
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [made, setMade] = useState<{ shareId: string; copied: Copied } | null>(null);
  const preview = previewOf(sharing, sheet?.generations ?? [], model);

  const change = (next: ShareDraft) => {
    setDraft(next);
    setShareId(randomHex());
    setTrouble(null);
    keepUnsent(sessionId, next);
  };
  async function send(): Promise<void> {
    const command = createCommand(draft, { shareId, sessionId, shared: sharedOf(sharing) }, Date.now());
    if (!command.ok) return setTrouble(problemText(t, command.error));
    setSending(true);
    setTrouble(null);
    try {
      const answer = await withDeadline(watched(createShare)(command.value), limits.actionMs);
      if (!answer.ok) return setTrouble(refusalText(t, answer.error));
      unsent.delete(sessionId);
      choices.write(choicesOf(draft));
      void queryClient.invalidateQueries({ queryKey: shareKeys.all });
      // What follows is that it is sent to somebody.
      const copied = await copyText(shareAddress(shareId));
      setMade({ shareId, copied });
      announce(t(copied === "copied" ? "shares.ready.copied" : "shares.ready"));
    } catch {
      setTrouble(t("shares.unanswered.make"));
    } finally {
      setSending(false);
    }
  }

  if (made !== null) return <DialogFrame title={t("shares.ready")} name="Share" onClose={onClose}><ShareLink shareId={made.shareId} copied={made.copied} onClose={onClose} /></DialogFrame>;
  return (
    <DialogFrame title={titleOf(t, sharing)} name="Share" onClose={onClose}>
      <ShareForm
        draft={draft}
        onDraft={change}
        pictures={<PreviewedPictures preview={preview} isSession={sharing.kind === "session"} hasOlder={sharing.kind === "session" && sheet?.older === true} none={t("shares.pictures.none")} />}
        part={(part) => <PreviewedPart part={part} preview={preview} shows={draft.shows} />}
        passphraseIsKept={false}
        isSending={isSending}
        trouble={trouble}
        verb={t(isSending ? "shares.making" : "shares.make")}
        name="Make the link"
        onSend={() => void send()}
        onClose={onClose}
      />
    </DialogFrame>
  );
}

function titleOf(t: Translator, sharing: Sharing): string {
  switch (sharing.kind) {
    case "frames": {
      const [only] = sharing.frames;
      return only && sharing.frames.length === 1 ? t("shares.title.frame", { frame: nameOf(only) }) : t("shares.title.frames", { count: sharing.frames.length });
    }
    case "take": return t("shares.title.take", { take: sharing.generation.take });
    case "session": return t("shares.title.session");
    default: return sharing satisfies never;
  }
}
