"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { touchedSessions } from "@/components/composer/begun-composers";
import { useComposer } from "@/components/composer/composer-context";
import { draftOf } from "@/components/composer/composer-state";
import { unsentDraftOf } from "@/components/composer/unsent-draft";
import { useTranslations } from "@/components/language/translations";
import { storedReferences } from "@/components/references/tile";
import { focusNewSession } from "@/components/sessions/focus-when-there";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast-queue";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { limits } from "@/lib/limits";
import { createSession } from "@/lib/sessions/actions";

/** In the Generate button's place: the session was deleted while it was open here. */
export function GoneSession() {
  const t = useTranslations();
  const composer = useComposer();
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const sentence = t("sessions.gone");
  useEffect(() => announce(sentence), [sentence]);

  /** The new session finds the draft where any page finds what was typed and never saved. */
  async function goOn(): Promise<void> {
    setAsking(true);
    const made = await withDeadline(watched(createSession)({ except: touchedSessions() }), limits.actionMs).catch(() => null);
    if (!made) {
      setAsking(false);
      return showToast({ text: t("sessions.unanswered.create"), actions: [] });
    }
    const state = composer.store.get();
    unsentDraftOf(made.sessionId, () => window.localStorage).write({ draft: draftOf(state), revision: 0, references: storedReferences(state.tiles) });
    unsentDraftOf(composer.sessionId, () => window.localStorage).forget();
    router.replace(`/studio/${made.sessionId}`);
    focusNewSession(made.sessionId);
  }

  return (
    <div className="flex flex-col gap-2.5 border-t border-line px-4.5 pt-3 pb-3.5 max-md:px-3.5 max-md:pb-[calc(7px+env(safe-area-inset-bottom))]">
      <p className="text-label">{sentence}</p>
      <Button look="primary" className="h-11 text-body max-md:h-12" aria-disabled={isAsking} onClick={() => { if (!isAsking) void goOn(); }}>{t("sessions.goOn")}</Button>
    </div>
  );
}
