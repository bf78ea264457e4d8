"use client";

import { Menu } from "@base-ui/react/menu";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useOwnerName } from "@/components/enter/owner-name";
import { useTranslations } from "@/components/language/translations";
import { leave } from "@/components/sessions/leave";
import { Cover } from "@/components/sessions/cover";
import { MenuFrame, menuRow, SessionVerbRows, type MenuFrameProps, type SessionVerbs } from "@/components/sessions/menu-frame";
import { contentText, titleText } from "@/components/sessions/session-text";
import { classes } from "@/components/ui/classes";
import { limits } from "@/lib/limits";
import { recentSessionsQuery } from "@/lib/sessions/queries";

type Props = MenuFrameProps & SessionVerbs & { /** Without a take there is nothing to. */ onShare: (() => void) | null; currentId: string; onCreate: () => void; onOpenRecipe: () => void };

/** The other sessions, and what can be done with this one. */
export function SessionMenu({ currentId, anchor, open, onClose, onClosed, onCreate, onOpenRecipe, onShare, ...verbs }: Props) {
  const t = useTranslations();
  return (
    <MenuFrame anchor={anchor} open={open} onClose={onClose} onClosed={onClosed} align="start" className="w-[min(340px,calc(100vw-16px))]">
      <Menu.Item className={menuRow} onClick={onCreate}>{t("sessions.new")}</Menu.Item>
      <Menu.LinkItem className={menuRow} closeOnClick render={<Link href="/library" prefetch={false} />}>{t("sessions.all")}</Menu.LinkItem>
      <Menu.Item className={menuRow} onClick={onOpenRecipe}>{t("sessions.recipe")}</Menu.Item>
      <Divider />
      <Recent currentId={currentId} />
      <Divider />
      {onShare && <Menu.Item className={menuRow} data-name="Share" onClick={onShare}>{t("sessions.share")}</Menu.Item>}
      <Menu.LinkItem className={menuRow} closeOnClick render={<Link href={`/shares?session=${currentId}`} prefetch={false} />}>{t("sessions.shares")}</Menu.LinkItem>
      <SessionVerbRows {...verbs} />
      <Owner />
    </MenuFrame>
  );
}

const Divider = () => <Menu.Separator className="m-1 h-px shrink-0 bg-line" />;

/** Whose sessions these are, and the way out; only where a code leads back in. */
function Owner() {
  const t = useTranslations();
  const name = useOwnerName();
  if (name === null) return null;
  return (
    <>
      <Divider />
      <Menu.Item className={menuRow} label={t("enter.leave")} onClick={leave}>
        {t("enter.leave")} <span className="ml-auto truncate text-hint text-ink-3">{t("enter.hereAs", { name })}</span>
      </Menu.Item>
    </>
  );
}

function Recent({ currentId }: { currentId: string }) {
  const t = useTranslations();
  const { data, isError } = useQuery(recentSessionsQuery());
  const others = data?.sessions.filter(({ id }) => id !== currentId).slice(0, limits.recentSessions - 1);
  return (
    <Menu.Group>
      <Menu.GroupLabel className="px-2.5 py-1 text-hint text-ink-3">{t("sessions.recent")}</Menu.GroupLabel>
      {others === undefined && <p className="px-2.5 py-2 text-hint text-ink-3">{t(isError ? "sessions.recent.failed" : "sessions.recent.reading")}</p>}
      {others?.length === 0 && <p className="px-2.5 py-2 text-hint text-ink-3">{t("sessions.recent.none")}</p>}
      {others?.map((session) => (
        <Menu.LinkItem
          key={session.id}
          closeOnClick
          label={titleText(t, session.title)}
          className={classes(menuRow, "py-1")}
          render={<Link href={`/studio/${session.id}`} prefetch={false} />}
        >
          <Cover url={session.coverUrl} className="h-9 w-12 shrink-0" />
          <span className="flex min-w-0 flex-col">
            <span className="truncate">{titleText(t, session.title)}</span>
            <span className="truncate text-hint text-ink-3">{contentText(t, session)}</span>
          </span>
        </Menu.LinkItem>
      ))}
    </Menu.Group>
  );
}
