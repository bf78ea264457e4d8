"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import { loadChoiceDialog } from "@/components/composer/composer-parts";
import { useTranslations } from "@/components/language/translations";
import { translatorNow } from "@/components/language/translator-now";
import { shortDate } from "@/lib/messages/short-date";
import { Cover } from "@/components/sessions/cover";
import { titleText } from "@/components/sessions/session-text";
import { refusalText } from "@/components/shares/share-refusals";
import { loadEditDialog, loadLinkDialog } from "@/components/shares/later-parts";
import { cameText, shareTitle, showsText, stateText, whichText } from "@/components/shares/share-text";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { showToast } from "@/components/ui/toast-queue";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { limits } from "@/lib/limits";
import { revokeShare } from "@/lib/shares/actions";
import { shareKeys } from "@/lib/shares/queries";
import type { OwnShare } from "@/lib/shares/share";

const ChoiceDialog = dynamic(loadChoiceDialog, { ssr: false });
const EditDialog = dynamic(loadEditDialog, { ssr: false });
const LinkDialog = dynamic(loadLinkDialog, { ssr: false });

type Open = "nothing" | "link" | "edit" | "revoke";

export function ShareRow({ share, namesSession }: { share: OwnShare; namesSession: boolean }) {
  const t = useTranslations();
  const revoke = useRevoking();
  const [open, setOpen] = useState<Open>("nothing");
  const close = () => setOpen("nothing");
  const title = shareTitle(t, share);
  const isShown = share.state === "shown";
  return (
    <li data-name={`Share ${title}`} data-state={share.state} className="flex gap-4 border-t border-line py-4 first:border-0 first:pt-0 max-sm:flex-col max-sm:gap-2">
      <Cover url={share.coverUrl} className="aspect-4/3 w-36 shrink-0 self-start max-sm:w-28" />
      <div className="flex min-w-0 grow flex-col gap-0.5">
        <h2 lang={share.title === "" ? undefined : ""} className="font-medium wrap-anywhere">{title}</h2>
        <p className={classes("text-label", isShown ? "text-good" : "text-ink-2")}>{stateText(t, share)}</p>
        <p className="text-label text-ink-2">{cameText(t, share)}</p>
        <p className="text-hint text-ink-2">{showsText(t, share)}</p>
        <p className="text-hint text-ink-2">
          {whichText(t, share)}, {t("shares.made", { date: shortDate(t.language, share.createdAt) })}
          {namesSession && <>, <Link href={`/studio/${share.sessionId}`} prefetch={false} className="underline decoration-line-strong underline-offset-4 hover:decoration-ink">{t("shares.from", { title: titleText(t, share.sessionTitle) })}</Link></>}
        </p>
      </div>
      {share.state !== "revoked" && (
        <div className="flex shrink-0 items-start gap-1.5">
          {isShown && <Verb title={title} name="Link" onPress={() => setOpen("link")}>{t("shares.linkOf")}</Verb>}
          <Verb title={title} name="Edit" onPress={() => setOpen("edit")}>{t("shares.edit")}</Verb>
          <Verb title={title} name="Take back" onPress={() => setOpen("revoke")}>{t("shares.revoke")}</Verb>
        </div>
      )}
      {open === "link" && <LinkDialog shareId={share.id} onClose={close} />}
      {open === "edit" && <EditDialog share={share} onClose={close} />}
      {open === "revoke" && (
        <ChoiceDialog
          title={t("shares.revoke.title")}
          text={t("shares.revoke.text", { title })}
          choices={[{ label: t("shares.revoke"), run: () => { close(); void revoke(share.id); } }]}
          onDismiss={close}
        />
      )}
    </li>
  );
}

function Verb({ title, name, onPress, children }: { title: string; name: string; onPress: () => void; children: string }): ReactNode {
  const t = useTranslations();
  return <Button aria-label={t("shares.of", { verb: children, title })} data-name={name} aria-haspopup="dialog" onClick={onPress}>{children}</Button>;
}

/** For good, and never by itself a second time: what is shown afterwards is what the server says. */
function useRevoking(): (shareId: string) => Promise<void> {
  const queryClient = useQueryClient();
  return async (shareId) => {
    try {
      const revoked = await withDeadline(watched(revokeShare)({ shareId }), limits.actionMs);
      const t = translatorNow();
      showToast({ text: revoked.ok ? t("shares.revoke.done") : refusalText(t, revoked.error), actions: [] });
    } catch {
      showToast({ text: translatorNow()("shares.revoke.unanswered"), actions: [] });
    }
    void queryClient.invalidateQueries({ queryKey: shareKeys.all });
  };
}
