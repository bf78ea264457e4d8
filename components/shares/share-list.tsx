"use client";

import { useInfiniteQuery, type InfiniteData } from "@tanstack/react-query";
import Link from "next/link";
import { LanguageSwitch } from "@/components/header/language-switch";
import { Mark } from "@/components/header/mark";
import { ThemeSwitch } from "@/components/header/theme-switch";
import { useTranslations } from "@/components/language/translations";
import { titleText } from "@/components/sessions/session-text";
import { ShareRow } from "@/components/shares/share-row";
import { Button, buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import type { SharesPage } from "@/lib/shares/own-shares";
import { sharesQuery } from "@/lib/shares/queries";

type Props = {
  /** Whose shares these are; null for those of all sessions. */
  session: { id: string; title: string } | null;
  first: SharesPage;
};

/** Every share of the owner, newest first, with those that are over: what each shows, and the way to take it back. */
export function ShareList({ session, first }: Props) {
  const t = useTranslations();
  return (
    <div className="min-h-dvh">
      <header className="sticky top-0 z-20 flex h-header items-center gap-3 border-b border-line bg-paper px-4.5 max-md:px-4">
        {/* A plain link, so that the studio's first page is read anew. */}
        <a href="/" className="flex items-center gap-3 text-[15px] font-semibold whitespace-nowrap touch:h-11"><Mark /><span className="max-md:sr-only">Contact Sheet</span></a>
        <h1 className="min-w-0 truncate text-[15px] font-medium">
          <span aria-hidden className="mr-2 text-ink-3 max-md:hidden">/</span>
          {session === null ? t("shares.all") : t("shares.ofSession.title", { title: titleText(t, session.title) })}
        </h1>
        <nav className="ml-auto flex shrink-0 items-center gap-2.5">
          <Link href={session === null ? "/library" : `/studio/${session.id}`} prefetch={false} className={classes(buttonClass("link"), "inline-flex items-center max-md:hidden")}>{session === null ? t("sessions.all") : titleText(t, session.title)}</Link>
          <LanguageSwitch />
          <ThemeSwitch />
        </nav>
      </header>
      <main className="mx-auto flex max-w-[1000px] flex-col gap-4 px-4.5 py-5 max-md:px-4">
        <Shares session={session} first={first} />
        {session !== null && <Link href="/shares" prefetch={false} className={classes(buttonClass("link"), "self-start inline-flex items-center")}>{t("shares.all")}</Link>}
      </main>
    </div>
  );
}

function Shares({ session, first }: Props) {
  const t = useTranslations();
  const initialData: InfiniteData<SharesPage, string> = { pages: [first], pageParams: [""] };
  const { data, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({ ...sharesQuery(session?.id ?? null), initialData });
  const shares = [...new Map(data.pages.flatMap((page) => page.shares).map((share) => [share.id, share])).values()];
  return (
    <>
      {isError && <div role="alert" className="flex items-center gap-3 text-label">{t("shares.unread")} <Button onClick={() => void refetch()}>{t("ui.tryAgain")}</Button></div>}
      {shares.length === 0 ? (
        <div className="flex flex-col items-center gap-2 py-16 text-center">
          <p className="text-field font-medium">{t("shares.none")}</p>
          <p className="max-w-110 text-ink-2">{t("shares.none.what")}</p>
        </div>
      ) : (
        <ul aria-label={t("shares.all")} data-name="Shares" className="flex flex-col">
          {shares.map((share) => <ShareRow key={share.id} share={share} namesSession={session === null} />)}
        </ul>
      )}
      {hasNextPage && <Button className="self-center" aria-disabled={isFetchingNextPage} onClick={() => { if (!isFetchingNextPage) void fetchNextPage(); }}>{t(isFetchingNextPage ? "shares.reading" : "shares.loadMore")}</Button>}
    </>
  );
}
