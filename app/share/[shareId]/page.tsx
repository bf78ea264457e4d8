import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LockedPage } from "@/components/share/locked-page";
import { SharePage } from "@/components/share/share-page";
import type { Translator } from "@/lib/messages/translator";
import { requestTranslator } from "@/lib/server/language";
import { openShare } from "@/lib/server/shares/open-share";
import type { Unfurl } from "@/lib/server/shares/unfurl-head";
import { passphraseRefusalIn } from "@/lib/shares/passphrase";
import type { PublicShare } from "@/lib/shares/public-share";

type Props = { params: Promise<{ shareId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [open, t] = await Promise.all([openShare((await params).shareId), requestTranslator()]);
  const hidden = { index: false, follow: false };
  switch (open.state) {
    case "not_there": return { title: t("share.notThere"), robots: hidden };
    case "locked": return { title: t("share.lockedTitle"), robots: hidden };
    case "open": return { ...headOf(open.view, open.unfurl, t), ...(!open.view.isIndexable && { robots: hidden }) };
    default: return open satisfies never;
  }
}

function headOf(view: PublicShare, unfurl: Unfurl | null, t: Translator): Metadata {
  const title = view.title === "" ? t("share.untitled") : view.title;
  const description = view.message === "" ? t("share.images", { count: view.pictures.length }) : view.message;
  if (unfurl === null) return { title, description };
  const image = { ...unfurl.image, alt: t("share.sheetOf", { title }) };
  return {
    title, description,
    openGraph: { type: "website", siteName: "Contact Sheet", title, description, url: unfurl.pageUrl, images: [image], ...(unfurl.film !== null && { videos: [unfurl.film] }) },
    twitter: { card: "summary_large_image", title, description, images: [image] },
  };
}

export default async function Share({ params, searchParams }: Props) {
  const open = await openShare((await params).shareId);
  switch (open.state) {
    case "not_there": return notFound();
    case "locked": return <LockedPage t={await requestTranslator()} shareId={open.shareId} refusal={passphraseRefusalIn(await searchParams)} />;
    case "open": return <SharePage shareId={open.shareId} initial={open.view} ownPicks={open.ownPicks} makeOwnHref={open.makeOwnHref} />;
    default: return open satisfies never;
  }
}
