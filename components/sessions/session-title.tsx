"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useComposer } from "@/components/composer/composer-context";
import { draftOf } from "@/components/composer/composer-state";
import { loadSessionMenu } from "@/components/on-demand";
import { RenameField } from "@/components/sessions/rename-field";
import { useSessionActs, type NamedSession } from "@/components/sessions/session-acts";

const SessionMenu = dynamic(loadSessionMenu, { ssr: false });

/** The session's name in the header: opens the other sessions, and is renamed in its place. */
export function SessionTitle({ session }: { session: NamedSession }) {
  const composer = useComposer();
  const acts = useSessionActs();
  const button = useRef<HTMLButtonElement>(null);
  const [menu, setMenu] = useState<"never" | "open" | "closed">("never");
  const [isRenaming, setRenaming] = useState(false);
  useEffect(() => {
    document.title = `${session.title} · Contact Sheet`;
  }, [session.title]);

  const endRename = (typed: string | null, refocus: boolean) => {
    setRenaming(false);
    if (refocus) requestAnimationFrame(() => button.current?.focus());
    if (typed !== null) void acts.rename(session, typed);
  };
  return (
    <h1 className="flex min-w-0 items-center text-[15px] font-medium">
      <span aria-hidden className="mr-0.5 text-ink-3 max-md:hidden">/</span>
      {isRenaming ? (
        <RenameField title={session.title} onDone={endRename} className="max-w-[60ch] md:w-96" />
      ) : (
        <button
          ref={button}
          type="button"
          title={session.title}
          aria-haspopup="menu"
          aria-expanded={menu === "open"}
          onPointerEnter={() => void loadSessionMenu()}
          onFocus={() => void loadSessionMenu()}
          onClick={() => setMenu(menu === "open" ? "closed" : "open")}
          className="flex h-8 min-w-0 items-center gap-1.5 rounded px-1.5 hover:bg-raised aria-expanded:bg-raised touch:h-11"
        >
          <span className="truncate">{session.title}</span>
          <span className="sr-only">, sessions</span>
          <svg aria-hidden width="9" height="6" viewBox="0 0 9 6" className="shrink-0 fill-ink-3"><path d="M0 0h9L4.5 6z" /></svg>
        </button>
      )}
      {menu !== "never" && !isRenaming && (
        <SessionMenu
          currentId={session.id}
          anchor={button}
          open={menu === "open"}
          onClose={() => setMenu("closed")}
          onCreate={() => void acts.create()}
          onRename={() => setRenaming(true)}
          onDuplicate={() => void acts.duplicate(session, draftOf(composer.store.get()))}
          onDelete={() => void acts.remove(session, true)}
        />
      )}
    </h1>
  );
}
