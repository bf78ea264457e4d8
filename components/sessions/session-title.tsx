"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadSessionDesk } from "@/components/on-demand";
import type { DeskState } from "@/components/sessions/desk-state";
import type { NamedSession } from "@/components/sessions/session-acts";
import { titleText } from "@/components/sessions/session-text";

const SessionDesk = dynamic(loadSessionDesk, { ssr: false });

/** The session's name in the header: opens the other sessions, and is renamed in its place. */
export function SessionTitle({ session }: { session: NamedSession }) {
  const t = useTranslations();
  const title = titleText(t, session.title);
  const button = useRef<HTMLButtonElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [desk, setDesk] = useState<DeskState>("closed");
  useEffect(() => {
    document.title = `${title} · Contact Sheet`;
  }, [title]);
  const toggle = () => {
    setWanted(true);
    setDesk(desk === "menu" ? "closed" : "menu");
  };
  return (
    <h1 className="flex min-w-0 items-center text-[15px] font-medium">
      <span aria-hidden className="mr-0.5 text-ink-3 max-md:hidden">/</span>
      {desk !== "rename" && (
        <button
          ref={button}
          type="button"
          title={title}
          data-session={session.id}
          aria-haspopup="menu"
          aria-expanded={desk === "menu"}
          onPointerEnter={() => void loadSessionDesk()}
          onFocus={() => void loadSessionDesk()}
          onClick={toggle}
          className="flex h-8 min-w-0 items-center gap-1.5 rounded px-1.5 hover:bg-raised aria-expanded:bg-raised touch:h-11"
        >
          {/* In front: what a title begins with must not make it another button's namesake. */}
          <span className="sr-only">{t("sessions.session")}: </span>
          <span className="truncate">{title}</span>
          <svg aria-hidden width="9" height="6" viewBox="0 0 9 6" className="shrink-0 fill-ink-3"><path d="M0 0h9L4.5 6z" /></svg>
        </button>
      )}
      {isWanted && <SessionDesk session={session} anchor={button} desk={desk} onDesk={setDesk} />}
    </h1>
  );
}
