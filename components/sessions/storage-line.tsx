"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadFreeDialog } from "@/components/sessions/session-parts";
import { Button } from "@/components/ui/button";
import { bytesText } from "@/lib/bytes-text";
import { storageUsedQuery } from "@/lib/records/queries";

const FreeDialog = dynamic(loadFreeDialog, { ssr: false });

/** What the owner's pictures take on disk, and the way to free some of it. Where it cannot be read, nothing is said: it is no business of the sessions above. */
export function StorageLine() {
  const t = useTranslations();
  const { data } = useQuery(storageUsedQuery());
  const [isAsked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (!data || (data.frames.count === 0 && data.references.count === 0)) return null;
  const { frames, references, leaving, freeable } = data;
  const part = (name: "frames" | "references" | "leaving", { count, bytes }: { count: number; bytes: number }) => t(`sessions.storage.${name}`, { count, size: bytesText(bytes) });
  return (
    <section aria-label={t("sessions.storage")} data-name="Storage" className="flex flex-wrap items-center gap-x-5 gap-y-1 border-t border-line pt-4 text-hint text-ink-2">
      <h2 className="font-medium text-ink">{t("sessions.storage")}</h2>
      <span className="tabular-nums">{part("frames", frames)}</span>
      <span className="tabular-nums">{part("references", references)}</span>
      {leaving.count > 0 && <span className="tabular-nums">{part("leaving", leaving)}</span>}
      {frames.count > 0 && <Button ref={button} look="link" className="text-hint" aria-haspopup="dialog" onClick={() => setAsked(true)}>{t("sessions.storage.free")}</Button>}
      {isAsked && <FreeDialog freeable={freeable} anchor={button} onClose={() => setAsked(false)} />}
    </section>
  );
}
