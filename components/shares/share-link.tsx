"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { fieldClass } from "@/components/shares/field-class";
import { copyText, isOnThisComputer, shareAddress, type Copied } from "@/components/shares/share-address";
import { loadQrCode } from "@/components/shares/qr-on-demand";
import { Button, buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";

const QrCode = dynamic(loadQrCode, { ssr: false });

type Props = {
  shareId: string;
  /** What came of copying it as it was made. */
  copied: Copied;
  onClose: () => void;
};

/** The page's address, for the clipboard, for a telephone's camera, and for whatever the device sends things with. */
export function ShareLink({ shareId, copied, onClose }: Props) {
  const t = useTranslations();
  const address = shareAddress(shareId);
  const field = useRef<HTMLInputElement>(null);
  const [copy, setCopy] = useState(copied);
  const copyIt = async () => {
    const done = await copyText(address);
    setCopy(done);
    if (done === "by_hand") field.current?.focus();
  };

  return (
    <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4 max-md:px-4">
      <p role="status" className={classes("text-label text-ink-2", copy === "no" && "hidden")}>{copy === "copied" ? t("shares.ready.copied") : copy === "by_hand" ? t("shares.ready.byHand") : null}</p>
      <div className="flex flex-wrap gap-2">
        <input ref={field} autoFocus={copied !== "no"} readOnly value={address} aria-label={t("shares.address")} data-name="Share address" className={classes(fieldClass, "basis-60 grow font-mono text-hint")} onFocus={({ currentTarget }) => currentTarget.select()} />
        <Button look="primary" data-name="Copy link" className="min-h-9" onClick={() => void copyIt()}>{t(copy === "copied" ? "shares.copied" : "shares.copy")}</Button>
        {canSend() && <Button data-name="Send link" className="min-h-9" onClick={() => void navigator.share({ url: address }).catch(() => undefined)}>{t("shares.send")}</Button>}
      </div>
      {isOnThisComputer(address) && <p className="text-hint text-warn">{t("shares.ready.near")}</p>}
      <QrCode text={address} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Link href="/shares" prefetch={false} onClick={onClose} className={classes(buttonClass("link"), "mr-auto inline-flex items-center")}>{t("shares.all")}</Link>
        <a href={address} target="_blank" rel="noreferrer" data-name="Open the page" className={classes(buttonClass("plain"), "inline-flex items-center")}>{t("shares.openPage")}</a>
        <Button look="quiet" onClick={onClose}>{t("shares.done")}</Button>
      </div>
    </div>
  );
}

/** A telephone's, and some computers' own way to send things. */
const canSend = (): boolean => "share" in navigator;
