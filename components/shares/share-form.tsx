"use client";

import Link from "next/link";
import { useId, type ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { ExpiryField } from "@/components/shares/expiry-field";
import { fieldClass } from "@/components/shares/field-class";
import type { ShareDraft } from "@/components/shares/share-draft";
import { Button } from "@/components/ui/button";
import { limits } from "@/lib/limits";
import { shareParts, type SharePart } from "@/lib/shares/share";

type Props = {
  draft: ShareDraft;
  onDraft: (draft: ShareDraft) => void;
  /** What of the pictures and of each part the page will show. */
  pictures: ReactNode;
  part: (part: SharePart) => ReactNode;
  /** There is one already, which an empty field leaves as it is. */
  passphraseIsKept: boolean;
  isSending: boolean;
  trouble: string | null;
  verb: string;
  /** The verb in English, for scripts. */
  name: string;
  onSend: () => void;
  onClose: () => void;
};

/** Everything that the public will see, each part on a card of its own, and what the link may. */
export function ShareForm({ draft, onDraft, pictures, part, passphraseIsKept, isSending, trouble, verb, name, onSend, onClose }: Props) {
  const t = useTranslations();
  const set = (changed: Partial<ShareDraft>) => onDraft({ ...draft, ...changed });
  return (
    <form
      className="flex min-h-0 grow flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) onSend();
      }}
    >
      <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto overscroll-contain px-5 py-4 max-md:px-4">
        <p className="text-label text-ink-2">{t("shares.what")}</p>
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-2 text-label font-medium">{t("shares.shown")}</legend>
          <div data-name="Pictures" className="rounded border-[1.5px] border-ink p-3">{pictures}</div>
          <div className="flex flex-col gap-3 rounded border-[1.5px] border-ink p-3">
            <Words label={t("shares.title")}><input value={draft.title} maxLength={limits.shareTitleChars} placeholder={t("shares.title.hint")} autoComplete="off" lang="" data-name="Share title" className={fieldClass} onChange={({ currentTarget }) => set({ title: currentTarget.value })} /></Words>
            <Words label={t("shares.message")}><textarea value={draft.message} maxLength={limits.shareMessageChars} rows={2} lang="" data-name="Share message" className={`${fieldClass} field-sizing-content max-h-40 py-1.5`} onChange={({ currentTarget }) => set({ message: currentTarget.value })} /></Words>
            <Words label={t("shares.sender")}><input value={draft.sender} maxLength={limits.shareSenderChars} autoComplete="name" lang="" data-name="Share sender" className={fieldClass} onChange={({ currentTarget }) => set({ sender: currentTarget.value })} /></Words>
          </div>
          <div className="grid gap-2 sm:grid-cols-2">
            {shareParts.map((known) => (
              <PartCard key={known} part={known} isShown={draft.shows[known]} onShown={(isShown) => set({ shows: { ...draft.shows, [known]: isShown } })}>
                {part(known)}
                {known === "lineage" && !draft.shows.references && <p className="mt-1 text-hint text-ink-2">{t("shares.hidden.references")}</p>}
              </PartCard>
            ))}
          </div>
        </fieldset>
        <fieldset className="flex min-w-0 flex-col gap-2.5">
          <legend className="mb-2 text-label font-medium">{t("shares.link")}</legend>
          <ExpiryField expiry={draft.expiry} onExpiry={(expiry) => set({ expiry })} />
          <Check label={t("shares.passphrase")} name="Behind a passphrase" isChecked={draft.hasPassphrase} onChecked={(hasPassphrase) => set({ hasPassphrase })} />
          {draft.hasPassphrase && (
            <Words label={t("shares.passphrase.text")} hint={t("shares.passphrase.hint", { least: limits.sharePassphraseChars.least })}>
              <input type="text" value={draft.passphrase} maxLength={limits.sharePassphraseChars.most} placeholder={passphraseIsKept ? t("shares.passphrase.kept") : undefined} autoComplete="off" spellCheck={false} lang="" data-name="Share passphrase" className={fieldClass} onChange={({ currentTarget }) => set({ passphrase: currentTarget.value })} />
            </Words>
          )}
          <Check label={t("shares.indexable")} name="May be found by search engines" isChecked={draft.isIndexable} onChecked={(isIndexable) => set({ isIndexable })} />
        </fieldset>
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3 max-md:px-4 max-md:pb-[calc(12px+env(safe-area-inset-bottom))]">
        <p role="alert" className="min-w-48 grow basis-full text-label text-bad empty:hidden">{trouble}</p>
        <Link href="/shares" prefetch={false} onClick={onClose} className="mr-auto inline-flex min-h-8 items-center text-label underline decoration-line-strong underline-offset-4 hover:decoration-ink touch:min-h-11">{t("shares.all")}</Link>
        <Button look="quiet" onClick={onClose}>{t("ui.cancel")}</Button>
        <Button look="primary" type="submit" data-name={name} aria-disabled={isSending}>{verb}</Button>
      </div>
    </form>
  );
}

function Words({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <label className="flex flex-col gap-1 text-label">
      {label}
      {children}
      {hint !== undefined && <span className="text-hint text-ink-2">{hint}</span>}
    </label>
  );
}

/** The box itself is seen: on a card that shows things a border alone would not say that it can be chosen. */
function PartCard({ part, isShown, onShown, children }: { part: SharePart; isShown: boolean; onShown: (isShown: boolean) => void; children: ReactNode }) {
  const t = useTranslations();
  const contentId = useId();
  return (
    <div data-name={`Card ${part}`} data-shown={isShown} className={isShown ? "rounded border-[1.5px] border-ink p-3" : "rounded border border-line p-3"}>
      <label className="-m-1 flex min-h-6 items-center gap-2 p-1 text-label font-medium touch:min-h-11">
        <input type="checkbox" data-name={`Show ${part}`} checked={isShown} aria-describedby={contentId} onChange={({ currentTarget }) => onShown(currentTarget.checked)} className="size-4 shrink-0 accent-ink" />
        {t(`shares.part.${part}`)}
        {!isShown && <span className="ml-auto font-normal text-ink-2">{t("shares.hidden")}</span>}
      </label>
      <div id={contentId} className="mt-1.5 min-w-0 text-hint text-ink-2">{isShown ? children : t(`shares.what.${part}`)}</div>
    </div>
  );
}

function Check({ label, name, isChecked, onChecked }: { label: string; name: string; isChecked: boolean; onChecked: (isChecked: boolean) => void }) {
  return (
    <label className="flex min-h-6 items-center gap-2 text-label touch:min-h-11">
      <input type="checkbox" data-name={name} checked={isChecked} onChange={({ currentTarget }) => onChecked(currentTarget.checked)} className="size-4 accent-ink" />
      {label}
    </label>
  );
}
