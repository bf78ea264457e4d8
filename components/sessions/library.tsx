"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRef, useState } from "react";
import dynamic from "next/dynamic";
import { useOwnerName } from "@/components/enter/owner-name";
import { LeaveButton } from "@/components/enter/leave-button";
import { LanguageSwitch } from "@/components/header/language-switch";
import { Mark } from "@/components/header/mark";
import { ThemeSwitch } from "@/components/header/theme-switch";
import { useTranslations } from "@/components/language/translations";
import { loadStorageLine } from "@/components/on-demand";
import { pickZip } from "@/components/archives/pick-zip";
import { loadImportDialog } from "@/components/sessions/session-parts";
import { LibrarySearch } from "@/components/sessions/library-search";
import { SessionCard } from "@/components/sessions/session-card";
import { useSessionActs } from "@/components/sessions/session-acts";
import { Button, buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { VersionNotice } from "@/components/version/version-notice";
import { libraryQuery } from "@/lib/sessions/queries";
import type { SessionsPage } from "@/lib/sessions/summary";

/** Two rows of a telephone. */
const FIRST = 4;

const StorageLine = dynamic(loadStorageLine, { ssr: false });
const ImportDialog = dynamic(loadImportDialog, { ssr: false });

type Props = {
  /** What the address asked for, and its first page. */
  search: string;
  first: SessionsPage;
  build: string;
};

/** Every session of the owner, last used first. */
export function Library({ search: asked, first, build }: Props) {
  const t = useTranslations();
  const acts = useSessionActs();
  const [search, setSearch] = useState(asked);
  return (
    <div className="min-h-dvh">
      <header className="sticky top-0 z-20 flex h-header items-center gap-3 border-b border-line bg-paper px-4.5 max-md:px-4">
        {/* The newest session is the studio's first page; a plain link, so that it is read anew. */}
        <a href="/" className="flex items-center gap-3 text-[15px] font-semibold whitespace-nowrap touch:h-11"><Mark /><span className="max-md:sr-only">Contact Sheet</span></a>
        <h1 className="min-w-0 truncate text-[15px] font-medium"><span aria-hidden className="mr-2 text-ink-3 max-md:hidden">/</span>{t("sessions.all")}</h1>
        <div className="ml-auto flex shrink-0 items-center gap-2.5 touch:-mr-2.5 touch:gap-1">
          <Button look="primary" onClick={() => void acts.create(null)}>{t("sessions.new")}</Button>
          <LanguageSwitch />
          <ThemeSwitch />
          <LeaveButton className="max-md:hidden" />
        </div>
      </header>
      <main className="mx-auto flex max-w-[1400px] flex-col gap-5 px-4.5 py-5 max-md:px-4">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2.5">
          <div className="grow"><LibrarySearch asked={asked} onSearch={setSearch} /></div>
          <div className="flex items-center gap-4">
            <Link href="/shares" prefetch={false} data-name="Shares" className={classes(buttonClass("link"), "inline-flex items-center")}>{t("app.shares")}</Link>
            <ImportButton />
          </div>
        </div>
        <Sessions key={search} search={search} first={search === asked ? first : undefined} build={build} />
        <StorageLine />
        <OwnerLine />
      </main>
    </div>
  );
}

function ImportButton() {
  const t = useTranslations();
  const anchor = useRef<HTMLButtonElement>(null);
  const [zip, setZip] = useState<File | null>(null);
  return (
    <>
      <Button ref={anchor} data-name="Import a session" onClick={() => pickZip(setZip)}>{t("archives.import")}</Button>
      {zip !== null && <ImportDialog zip={zip} anchor={anchor} onClose={() => setZip(null)} />}
    </>
  );
}

/** On a telephone the header has no room for it. */
function OwnerLine() {
  const t = useTranslations();
  const name = useOwnerName();
  return name !== null && (
    <p className="flex items-center justify-between gap-3 border-t border-line pt-3 text-hint text-ink-2 md:hidden">
      {t("enter.hereAs", { name })}
      <LeaveButton />
    </p>
  );
}

function Sessions({ search, first, build }: { search: string; first: SessionsPage | undefined; build: string }) {
  const t = useTranslations();
  const { data, isError, isFetchNextPageError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(libraryQuery(search, first));
  const pages = data?.pages ?? [];
  const sessions = [...new Map(pages.flatMap((page) => page.sessions).map((session) => [session.id, session])).values()];
  /** The first of what was loaded last takes the focus: the button that had it moved on. */
  const [firstNew, setFirstNew] = useState<number | null>(null);
  const newest = pages.at(-1);
  if (newest === undefined) return isError ? <Trouble onRetry={() => void refetch()} /> : <p className="py-10 text-center text-ink-3">{t("sessions.reading")}</p>;

  const more = () => {
    setFirstNew(sessions.length);
    void fetchNextPage();
  };
  return (
    <>
      <VersionNotice build={build} answering={newest.build} />
      {sessions.length === 0 ? <Nothing search={search} /> : (
        <ul aria-label={t("sessions.sessions")} className="grid grid-cols-[repeat(auto-fill,minmax(210px,1fr))] gap-x-4 gap-y-6 max-md:grid-cols-2 max-md:gap-x-3">
          {sessions.map((session, at) => (
            <SessionCard key={session.id} session={session} now={newest.now} isFirst={at < FIRST} takesFocus={at === firstNew} />
          ))}
        </ul>
      )}
      {isFetchNextPageError && <Trouble onRetry={more} />}
      {hasNextPage && !isFetchNextPageError && (
        <Button className="self-center" aria-disabled={isFetchingNextPage} onClick={() => !isFetchingNextPage && more()}>
          {t(isFetchingNextPage ? "sessions.loading" : "sessions.loadMore")}
        </Button>
      )}
    </>
  );
}

function Nothing({ search }: { search: string }) {
  const t = useTranslations();
  return (
    <div className="flex flex-col items-center gap-2 py-16 text-center">
      {search === "" ? (
        <>
          <p className="text-field font-medium">{t("sessions.none")}</p>
          <p className="max-w-100 text-ink-2">{t("sessions.none.what")}</p>
          <a href="/" className={buttonClass("link")}>{t("sessions.begin")}</a>
        </>
      ) : (
        <>
          <p className="max-w-full text-field font-medium break-words">{t("sessions.notFound", { search })}</p>
          <p className="text-ink-2">{t("sessions.notFound.why")}</p>
        </>
      )}
    </div>
  );
}

function Trouble({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations();
  return (
    <div role="alert" className="flex items-center justify-center gap-3 py-6 text-label">
      <p>{t("sessions.unanswered")}</p>
      <Button onClick={onRetry}>{t("ui.tryAgain")}</Button>
    </div>
  );
}
