"use client";

import { useEffect } from "react";
import { useTranslations } from "@/components/language/translations";
import { announce } from "@/components/ui/announcer";
import { buttonClass } from "@/components/ui/button";
import { useStore } from "@/components/ui/store";
import { noteOutdated, outdated, type Outdated } from "@/components/version/new-version";
import type { MessageKey } from "@/lib/messages/translator";

const TEXT = { new_version: "version.newVersion", part_missing: "version.partMissing" } as const satisfies Record<Outdated, MessageKey>;

/** @param build the one that drew this page; @param answering the one that answers now. */
export function VersionNotice({ build, answering }: { build: string; answering: string }) {
  const t = useTranslations();
  const why = useStore(outdated, (known) => known);
  const text = why === null ? null : t(TEXT[why]);
  useEffect(() => {
    if (answering !== build) noteOutdated("new_version");
  }, [answering, build]);
  useEffect(() => {
    if (text !== null) announce(text);
  }, [text]);
  if (text === null) return null;
  return (
    <div className="fixed inset-x-4 top-[calc(var(--spacing-header)+8px)] z-40 mx-auto flex w-fit items-center gap-3 rounded-sheet border border-line-strong bg-sheet py-1.5 pr-1.5 pl-4 text-label shadow-[0_4px_16px_rgb(0_0_0/0.2)]">
      <p>{text}</p>
      <button type="button" className={buttonClass("primary")} onClick={() => window.location.reload()}>{t("version.reload")}</button>
    </div>
  );
}
