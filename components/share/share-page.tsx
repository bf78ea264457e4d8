"use client";

import { Mark } from "@/components/header/mark";
import { useTranslations } from "@/components/language/translations";
import { useLargeDoor, type LargeDoor } from "@/components/share/large-door";
import { useLiveShare } from "@/components/share/live-share";
import { useOwnPicks, type Picks } from "@/components/share/own-picks";
import { PickTrouble } from "@/components/share/pick-trouble";
import { ShareMaking } from "@/components/share/share-making";
import { ShareMessage } from "@/components/share/share-message";
import { SharePicture } from "@/components/share/share-picture";
import { shortDate } from "@/lib/messages/short-date";
import { WriteBack } from "@/components/share/write-back";
import { buttonClass } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { galleryColumns } from "@/lib/shares/gallery";
import type { OwnPicks } from "@/lib/shares/pick";
import type { PublicShare } from "@/lib/shares/public-share";

type Props = { shareId: string; initial: PublicShare; ownPicks: OwnPicks; /** null where the studio is not to be entered from here. */ makeOwnHref: string | null };

/** A telephone held across has a camera in one of them. */
const EDGES = "pr-[max(var(--edge),env(safe-area-inset-right))] pl-[max(var(--edge),env(safe-area-inset-left))]";

/** Drawn by the server as a whole: what a script adds is that it fills by itself and keeps picks without a new page. */
export function SharePage({ shareId, initial, ownPicks, makeOwnHref }: Props) {
  const t = useTranslations();
  const { view, look } = useLiveShare(shareId, initial);
  const picks = useOwnPicks(shareId, ownPicks);
  const door = useLargeDoor();
  if (view === "gone" || picks.trouble?.why === "gone") return <ShareMessage title={t("share.gone")} why={t("share.goneWhy")} />;
  const { pictures, makings } = view;
  // What is taken along is how the last one was made.
  const newest = makings.find(({ numbers }) => numbers.includes(pictures.at(-1)?.number ?? 0));
  const hint = (newest?.prompt ?? null) === null ? t("share.noPrompt") : undefined;
  return (
    <>
      <header className={classes("flex h-header items-center gap-3 border-b border-line [--edge:18px] max-md:[--edge:16px]", EDGES)}>
        <Mark />
        <span className="text-[15px] font-semibold whitespace-nowrap">Contact Sheet</span>
        <nav className="ml-auto flex items-center gap-2.5">
          {makeOwnHref !== null && <a href={makeOwnHref} title={hint} data-name="Make your own from this" className={classes(buttonClass("quiet"), "inline-flex items-center max-md:hidden")}>{t("share.makeOwn")}</a>}
          {view.zipUrl !== null && <a href={view.zipUrl} download data-name="Download all" className={classes(buttonClass("primary"), "inline-flex items-center")}>{t("share.downloadAll")}</a>}
        </nav>
      </header>
      <main className={classes("mx-auto flex w-full max-w-280 flex-col gap-10 pt-7 pb-16 [--edge:16px] md:[--edge:24px]", EDGES)}>
        <div className="flex flex-col gap-5">
          <Opening view={view} />
          <Gallery shareId={shareId} view={view} picks={picks} door={door} />
        </div>
        {makings.map((making) => <ShareMaking key={making.numbers[0]} making={making} pictures={pictures} isOnly={makings.length === 1} />)}
        <WriteBack shareId={shareId} picks={picks} />
        {makeOwnHref !== null && (
          <div className="flex flex-col items-start gap-2 md:hidden">
            <a href={makeOwnHref} className={classes(buttonClass("plain"), "inline-flex items-center")}>{t("share.makeOwn")}</a>
            {hint !== undefined && <p className="text-hint text-ink-3">{hint}</p>}
          </div>
        )}
      </main>
      {/* Sticks, and has its own place at the end: it lies on nothing for good. */}
      <PickTrouble trouble={picks.trouble} className="sticky bottom-4 max-md:mx-4" />
      {door.shown && <door.shown.View shareId={shareId} view={view} opened={door.shown.opened} picks={picks} onDoubt={look} onClose={door.close} />}
    </>
  );
}

function Opening({ view }: { view: PublicShare }) {
  const t = useTranslations();
  const { title, message, sender, pictures, makings, sharedAt } = view;
  const models = [...new Set(makings.flatMap(({ settings }) => (settings === null ? [] : [settings.model])))];
  return (
    <div className="flex flex-col gap-2">
      <h1 className="text-[22px] leading-7 font-semibold wrap-break-word md:text-[28px] md:leading-9" lang={title === "" ? undefined : ""}>{title === "" ? t("share.untitled") : title}</h1>
      {message !== "" && <p className="max-w-160 text-field whitespace-pre-line wrap-break-word text-ink-2" lang="">{message}</p>}
      <p className="facts flex flex-wrap gap-x-4 text-ink-3">
        <span>{t("share.images", { count: pictures.length })}</span>
        <span>{shortDate(t.language, sharedAt)}</span>
        {sender !== "" && <span>{t("share.sender", { name: sender })}</span>}
        {models.map((model) => <span key={model}>{t("share.madeWith", { model: model ?? t("share.demoEngine") })}</span>)}
      </p>
    </div>
  );
}

/** On a first screen. */
const FIRST = 2;
const WIDE = { 1: "md:grid-cols-1 md:max-w-220", 2: "md:grid-cols-2", 3: "md:grid-cols-3" } as const;
const SIZES = { 1: "(min-width: 768px) min(880px, 100vw), ", 2: "(min-width: 768px) min(532px, 50vw), ", 3: "(min-width: 768px) min(352px, 33vw), " } as const;
/** Said to be narrower than they stand: at two pixels to each the small preview lacks a tenth, which nobody sees, and is a third of the bytes. */
const NARROW_SIZES = { 1: "77vw", 2: "50vw" } as const;

function Gallery({ shareId, view, picks, door }: { shareId: string; view: PublicShare; picks: Picks; door: LargeDoor }) {
  const { wide, narrow } = galleryColumns(view.pictures);
  const prompts = new Map(view.makings.flatMap(({ numbers, prompt }) => numbers.map((number) => [number, prompt] as const)));
  const sizes = SIZES[wide] + NARROW_SIZES[narrow];
  return (
    <ol className={classes("grid gap-x-2 gap-y-3", narrow === 1 ? "grid-cols-1" : "grid-cols-2", WIDE[wide])}>
      {view.pictures.map((picture, at) => (
        <SharePicture
          key={picture.number}
          shareId={shareId}
          picture={picture}
          prompt={prompts.get(picture.number) ?? null}
          picks={picks}
          canSave={view.zipUrl !== null}
          sizes={sizes}
          isFirst={at < FIRST}
          door={door}
        />
      ))}
    </ol>
  );
}
