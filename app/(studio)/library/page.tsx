import type { Metadata } from "next";
import { Library } from "@/components/sessions/library";
import { requestTranslator } from "@/lib/server/language";
import { openLibrary } from "@/lib/server/sessions/open";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslator();
  return { title: t("app.library") };
}

type Props = { searchParams: Promise<{ search?: string | string[] }> };

export default async function LibraryPage({ searchParams }: Props) {
  const { search, first, build } = await openLibrary((await searchParams).search);
  return <Library search={search} first={first} build={build} />;
}
