"use client";

import { Menu } from "@base-ui/react/menu";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Cover } from "@/components/sessions/cover";
import { MenuFrame, menuRow, SessionVerbRows, type MenuFrameProps, type SessionVerbs } from "@/components/sessions/menu-frame";
import { contentText } from "@/components/sessions/session-text";
import { classes } from "@/components/ui/classes";
import { limits } from "@/lib/limits";
import { recentSessionsQuery } from "@/lib/sessions/queries";

type Props = MenuFrameProps & SessionVerbs & { currentId: string; onCreate: () => void };

/** The other sessions, and what can be done with this one. */
export function SessionMenu({ currentId, anchor, open, onClose, onClosed, onCreate, ...verbs }: Props) {
  return (
    <MenuFrame anchor={anchor} open={open} onClose={onClose} onClosed={onClosed} align="start" className="w-[min(340px,calc(100vw-16px))]">
      <Menu.Item className={menuRow} onClick={onCreate}>New session</Menu.Item>
      <Menu.LinkItem className={menuRow} closeOnClick render={<Link href="/library" prefetch={false} />}>All sessions</Menu.LinkItem>
      <Divider />
      <Recent currentId={currentId} />
      <Divider />
      <SessionVerbRows {...verbs} />
    </MenuFrame>
  );
}

const Divider = () => <Menu.Separator className="m-1 h-px shrink-0 bg-line" />;

function Recent({ currentId }: { currentId: string }) {
  const { data, isError } = useQuery(recentSessionsQuery());
  const others = data?.sessions.filter(({ id }) => id !== currentId).slice(0, limits.recentSessions - 1);
  return (
    <Menu.Group>
      <Menu.GroupLabel className="px-2.5 py-1 text-hint text-ink-3">Recent</Menu.GroupLabel>
      {others === undefined && <p className="px-2.5 py-2 text-hint text-ink-3">{isError ? "The list could not be read." : "Reading the list …"}</p>}
      {others?.length === 0 && <p className="px-2.5 py-2 text-hint text-ink-3">This is the only session.</p>}
      {others?.map((session) => (
        <Menu.LinkItem
          key={session.id}
          closeOnClick
          label={session.title}
          className={classes(menuRow, "py-1")}
          render={<Link href={`/studio/${session.id}`} prefetch={false} />}
        >
          <Cover url={session.coverUrl} className="h-9 w-12 shrink-0" />
          <span className="flex min-w-0 flex-col">
            <span className="truncate">{session.title}</span>
            <span className="truncate text-hint text-ink-3">{contentText(session)}</span>
          </span>
        </Menu.LinkItem>
      ))}
    </Menu.Group>
  );
}
