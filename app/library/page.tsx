import type { Metadata } from "next";
import { Library } from "@/components/sessions/library";
import { openLibrary } from "@/lib/server/sessions/open";

export const metadata: Metadata = { title: "Library" };
export const dynamic = "force-dynamic";

type Props = { searchParams: Promise<{ search?: string | string[] }> };

export default async function LibraryPage({ searchParams }: Props) {
  const { search, first, build } = await openLibrary((await searchParams).search);
  return <Library search={search} first={first} build={build} />;
}
