"use client";

import { useTranslations } from "@/components/language/translations";
import { DialogFrame } from "@/components/shares/dialog-frame";
import { ShareLink } from "@/components/shares/share-link";

/** The link of a share that was made before. */
export function LinkDialog({ shareId, onClose }: { shareId: string; onClose: () => void }) {
  const t = useTranslations();
  return <DialogFrame title={t("shares.linkOf")} name="Link" onClose={onClose}><ShareLink shareId={shareId} copied="no" onClose={onClose} /></DialogFrame>;
}
