"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Mark } from "@/components/header/mark";
import { useTranslations } from "@/components/language/translations";
import { Button, buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { withDeadline } from "@/components/ui/with-deadline";
import { watched } from "@/components/version/new-version";
import { newId } from "@/lib/ids";
import { limits } from "@/lib/limits";
import { startFromShare } from "@/lib/shares/actions";
import { begunUrl, type Begun } from "@/lib/shares/from-link";

type State = "taking" | "gone" | "unanswered";
const TITLES = { taking: "shares.taking", gone: "shares.taking.gone", unanswered: "shares.taking.unanswered" } as const;
const WHYS = { taking: "shares.taking.why", gone: "shares.taking.goneWhy", unanswered: "shares.taking.unansweredWhy" } as const;

type Answer = { state: "gone" | "unanswered" } | { state: "begun"; begun: Begun };

async function begin(from: string, sessionId: string): Promise<Answer> {
  try {
    const begun = await withDeadline(watched(startFromShare)({ from, sessionId }), limits.actionMs);
    return begun.ok ? { state: "begun", begun: begun.value } : { state: "gone" };
  } catch {
    return { state: "unanswered" };
  }
}

/** "Make your own from this" leads here. The session is made by an action of the open page, never by the address alone: whoever only fetches it makes none. */
export function FromShare({ from }: { from: string }) {
  const t = useTranslations();
  const router = useRouter();
  const [state, setState] = useState<State>("taking");
  const isAsked = useRef(false);
  // Of this visit: tried again, it is the session that the first try may have made.
  const [own] = useState(() => newId("ses"));
  const end = useEffectEvent((answer: Answer) => {
    if (answer.state !== "begun") return setState(answer.state);
    router.replace(begunUrl(answer.begun));
  });
  useEffect(() => {
    if (state !== "taking") return;
    const take = () => {
      if (isAsked.current) return;
      isAsked.current = true;
      void begin(from, own).then(end);
    };
    // A browser that draws pages ahead has nobody in front of them yet.
    if (!("prerendering" in document && document.prerendering === true)) return take();
    document.addEventListener("prerenderingchange", take, { once: true });
    return () => document.removeEventListener("prerenderingchange", take);
  }, [from, own, state]);
  const again = () => {
    isAsked.current = false;
    setState("taking");
  };

  return (
    <main data-name="From a share" className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 px-5">
      <Mark />
      <h1 className="text-title font-medium">{t(TITLES[state])}</h1>
      <p role="status" className="text-ink-2">{t(WHYS[state])}</p>
      {state !== "taking" && (
        <div className="flex flex-wrap gap-2">
          {state === "unanswered" && <Button look="primary" onClick={again}>{t("ui.tryAgain")}</Button>}
          <a href="/" className={classes(buttonClass("plain"), "inline-flex items-center")}>{t("shares.taking.open")}</a>
        </div>
      )}
    </main>
  );
}
