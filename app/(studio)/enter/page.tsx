import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { EntryForm } from "@/components/enter/entry-form";
import { EntryPage } from "@/components/enter/entry-page";
import { NoCookie } from "@/components/enter/no-cookie";
import { nextPathSchema, refusalIn } from "@/lib/owners/enter";
import { requestTranslator } from "@/lib/server/language";
import { findEntry } from "@/lib/server/owner";
import { homePath } from "@/lib/server/sessions/open";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTranslator();
  return { title: t("enter.title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function EnterPage({ searchParams }: Props) {
  const asked = await searchParams;
  const next = nextPathSchema.parse(asked.next);
  const [entry, t] = await Promise.all([findEntry(), requestTranslator()]);
  switch (entry) {
    // Each redirect costs a telephone a fifth of a second: the first page is not called to be sent on once more.
    case "inside": return redirect(next === "/" ? await homePath() : next);
    case "codes": return <EntryPage><EntryForm t={t} next={next} refusal={refusalIn(asked)} /></EntryPage>;
    case "open": return <EntryPage><NoCookie t={t} next={next} /></EntryPage>;
    case "loopback": return notFound();
    default: return entry satisfies never;
  }
}
