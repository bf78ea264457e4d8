import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LockedPage } from "@/components/share/locked-page";
import { SharePage } from "@/components/share/share-page";
import { requestTranslator } from "@/lib/server/language";
import { openShare } from "@/lib/server/shares/open-share";
import { passphraseRefusalIn } from "@/lib/shares/passphrase";

type Props = { params: Promise<{ shareId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [open, t] = await Promise.all([openShare((await params).shareId), requestTranslator()]);
  const hidden = { index: false, follow: false };
  switch (open.state) {
    case "not_there": return { title: t("share.notThere"), robots: hidden };
    case "locked": return { title: t("share.locked"), robots: hidden };
    case "open": return {
      title: open.view.title === "" ? t("share.untitled") : open.view.title,
      ...(open.view.message !== "" && { description: open.view.message }),
      ...(!open.view.isIndexable && { robots: hidden }),
    };
    default: return open satisfies never;
  }
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
