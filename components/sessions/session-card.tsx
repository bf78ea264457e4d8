"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadCardMenu } from "@/components/on-demand";
import { loadExport } from "@/components/sessions/session-parts";
import { Cover } from "@/components/sessions/cover";
import { menuClosed, menuGone, type DeskState } from "@/components/sessions/desk-state";
import { focusWhenThere } from "@/components/sessions/focus-when-there";
import { RenameField } from "@/components/sessions/rename-field";
import { useSessionActs } from "@/components/sessions/session-acts";
import { contentText, titleText, usedText } from "@/components/sessions/session-text";
import type { SessionSummary } from "@/lib/sessions/summary";

const CardMenu = dynamic(loadCardMenu, { ssr: false });

export function SessionCard({ session, now, isFirst, takesFocus }: { session: SessionSummary; now: number; isFirst: boolean; takesFocus: boolean }) {
  const t = useTranslations();
  const acts = useSessionActs();
  const card = useRef<HTMLLIElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [desk, setDesk] = useState<DeskState>("closed");
  const { id, openTakes } = session;
  const title = titleText(t, session.title);
  const remove = () => {
    const next = card.current?.nextElementSibling ?? card.current?.previousElementSibling;
    void acts.remove(session, false).then(() => focusWhenThere(() => next?.querySelector("a") ?? document.querySelector<HTMLElement>("[type=search]")));
  };
  const exportWhole = async () => (await loadExport()).exportSession(session);
  const endRename = (typed: string | null, refocus: boolean) => {
    setDesk("closed");
    if (refocus) requestAnimationFrame(() => more.current?.focus());
    if (typed !== null) void acts.rename(session, typed);
  };
  return (
    <li ref={card} className="relative flex min-w-0 flex-col gap-2 [contain-intrinsic-size:auto_260px] [content-visibility:auto]">
      <Cover url={session.coverUrl} className="aspect-4/3 w-full" isFirst={isFirst} />
      <div className="flex items-start gap-1">
        <div className="flex min-w-0 grow flex-col">
          {desk === "rename" ? <RenameField title={title} onDone={endRename} className="relative z-10" /> : (
            <Link
              href={`/studio/${id}`}
              prefetch={false}
              ref={(link) => { if (takesFocus) link?.focus(); }}
              title={title}
              className="line-clamp-2 font-medium break-words after:absolute after:inset-0 hover:underline hover:decoration-line-strong hover:underline-offset-4"
            >
              {title}
            </Link>
          )}
          <p className="text-hint text-ink-3">
            {contentText(t, session)}, <time dateTime={new Date(session.usedAt).toISOString()}>{usedText(t, session.usedAt, now)}</time>
          </p>
          {openTakes > 0 && <p className="flex items-center gap-1.5 text-hint text-ink-2"><span aria-hidden className="size-2 rounded-full bg-pencil" />{t("sessions.running", { count: openTakes })}</p>}
        </div>
        <button
          ref={more}
          type="button"
          aria-label={t("sessions.more", { title })}
          aria-haspopup="menu"
          aria-expanded={desk === "menu"}
          onClick={() => {
            setWanted(true);
            setDesk(desk === "menu" ? "closed" : "menu");
          }}
          className="relative z-10 h-6 min-w-6 shrink-0 rounded text-ink-2 hover:bg-raised hover:text-ink touch:-mt-2.5 touch:size-11"
        >
          ···
        </button>
      </div>
      {isWanted && (
        <CardMenu
          anchor={more}
          open={desk === "menu"}
          onClose={() => setDesk(menuClosed)}
          onClosed={() => setDesk(menuGone)}
          onRename={() => setDesk("closing_to_rename")}
          onDuplicate={() => void acts.duplicate(session, null)}
          onExport={() => void exportWhole()}
          onDelete={remove}
        />
      )}
    </li>
  );
}
