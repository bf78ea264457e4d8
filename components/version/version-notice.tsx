"use client";

import { useEffect } from "react";
import { announce } from "@/components/ui/announcer";
import { buttonClass } from "@/components/ui/button";
import { useStore } from "@/components/ui/store";
import { noteOutdated, outdated, type Outdated } from "@/components/version/new-version";

const TEXT: Record<Outdated, string> = {
  new_version: "New version of the studio. Your draft is kept.",
  part_missing: "A part of the page could not be loaded. Your draft is kept.",
};

/** @param build the one that drew this page; @param answering the one that answers now. */
export function VersionNotice({ build, answering }: { build: string; answering: string }) {
  const why = useStore(outdated, (known) => known);
  useEffect(() => {
    if (answering !== build) noteOutdated("new_version");
  }, [answering, build]);
  useEffect(() => {
    if (why !== null) announce(TEXT[why]);
  }, [why]);
  if (why === null) return null;
  return (
    <div className="fixed inset-x-4 top-[calc(var(--spacing-header)+8px)] z-40 mx-auto flex w-fit items-center gap-3 rounded-sheet border border-line-strong bg-sheet py-1.5 pr-1.5 pl-4 text-label shadow-[0_4px_16px_rgb(0_0_0/0.2)]">
      <p>{TEXT[why]}</p>
      <button type="button" className={buttonClass("primary")} onClick={() => window.location.reload()}>Reload</button>
    </div>
  );
}
