"use client";

import { hashKey, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { translatorNow } from "@/components/language/translator-now";
import { arrivalsBetween, arrivalsText } from "@/components/sheet/arrivals";
import { frameElementId } from "@/components/sheet/frame-acts";
import { focusStop } from "@/components/sheet/kept-stop";
import { isTextField } from "@/components/studio/dragged";
import { lastSeenIn } from "@/components/studio/last-seen";
import { notify } from "@/components/studio/notifications";
import { createPageMark, markedTitle } from "@/components/studio/page-mark";
import { sinceLeft, sinceText } from "@/components/studio/since-left";
import { showToast } from "@/components/ui/toast-queue";
import { hiddenPollMs } from "@/lib/generations/hidden-poll";
import { sheetKeys } from "@/lib/generations/queries";
import type { SheetData } from "@/lib/generations/sheet-state";
import { limits } from "@/lib/limits";

const inBrowser = () => window.localStorage;

/** Tells of takes that end while nobody looks: by the page's title and icon, by a notification where one is wished, and once on return. */
export function Told({ sessionId }: { sessionId: string }) {
  const queryClient = useQueryClient();
  useEffect(() => tell(queryClient, sessionId), [queryClient, sessionId]);
  return null;
}

function tell(queryClient: QueryClient, sessionId: string): () => void {
  const queryKey = sheetKeys.of(sessionId);
  const hash = hashKey(queryKey);
  const sheetNow = () => queryClient.getQueryData<SheetData>(queryKey);
  const lastSeen = lastSeenIn(inBrowser);
  const mark = createPageMark();
  let seenAt = lastSeen.of(sessionId) ?? sheetNow()?.now ?? 0;
  /** From the return until it is told of: what the return itself brings is seen the moment it is heard of. */
  let leftAt: number | null = null;
  let known = sheetNow()?.generations ?? [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function see(): void {
    seenAt = Math.max(seenAt, sheetNow()?.now ?? 0);
    lastSeen.note(sessionId, seenAt);
  }

  function welcome(): void {
    const since = sinceLeft(sheetNow()?.generations ?? [], leftAt ?? seenAt);
    leftAt = null;
    see();
    if (since.takes.length === 0) return;
    const t = translatorNow();
    const { frame } = since;
    const isShown = frame !== null && !isBusyElsewhere();
    if (isShown) focusStop(frameElementId(frame));
    const actions = frame === null || isShown ? [] : [{ label: t("studio.left.show"), run: () => focusStop(frameElementId(frame)) }];
    showToast({ text: sinceText(t, since), actions, showMs: limits.sinceLeftMs });
  }

  /** A poll that the browser lets a hidden page make. */
  function poll(): void {
    clearTimeout(timer);
    const sheet = sheetNow();
    if (!document.hidden || !sheet) return;
    const waitMs = hiddenPollMs(sheet, Date.now() - (queryClient.getQueryState(queryKey)?.dataUpdatedAt ?? 0));
    if (waitMs !== null) timer = setTimeout(() => void queryClient.refetchQueries({ queryKey }, { cancelRefetch: false }).then(poll), waitMs);
  }

  function hear(): void {
    const generations = sheetNow()?.generations ?? [];
    if (generations === known) return;
    const arrivals = arrivalsBetween(known, generations);
    known = generations;
    if (!document.hidden) return see();
    mark.show(sinceLeft(generations, seenAt).takes.length);
    const t = translatorNow();
    if (arrivals.length > 0) notify(inBrowser, { title: arrivalsText(t, arrivals), body: markedTitle(document.title, 0), tag: sessionId });
    poll();
  }

  async function comeOrGo(): Promise<void> {
    poll();
    if (document.hidden) return lastSeen.note(sessionId, seenAt);
    mark.show(0);
    leftAt ??= seenAt;
    await queryClient.refetchQueries({ queryKey }, { cancelRefetch: false });
    if (!document.hidden) welcome();
  }

  const onVisibility = () => void comeOrGo();
  document.addEventListener("visibilitychange", onVisibility);
  const unsubscribe = queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === "updated" && query.queryHash === hash) hear();
  });
  if (document.hidden) poll();
  else welcome();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    unsubscribe();
    clearTimeout(timer);
    mark.show(0);
  };
}

/** Who types, or looks at something large, is not torn away from it. */
function isBusyElsewhere(): boolean {
  return isTextField(document.activeElement) || document.querySelector("[role=dialog]:not([aria-modal=false]), [role=alertdialog], [role=menu]") !== null || new URLSearchParams(window.location.search).has("frame");
}
