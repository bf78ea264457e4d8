import type { Metadata } from "next";
import { ShareList } from "@/components/shares/share-list";
import { requestTranslator } from "@/lib/server/language";
import { openShares } from "@/lib/server/sessions/open";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslator();
  return { title: t("app.shares") };
}

type Props = { searchParams: Promise<{ session?: string | string[] }> };

export default async function SharesPage({ searchParams }: Props) {
  const { session, first } = await openShares((await searchParams).session);
  return <ShareList key={session?.id} session={session} first={first} />;
}
