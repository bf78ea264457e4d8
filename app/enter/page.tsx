import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { EntryForm } from "@/components/enter/entry-form";
import { EntryPage } from "@/components/enter/entry-page";
import { NoCookie } from "@/components/enter/no-cookie";
import { nextPathSchema } from "@/lib/owners/enter";
import { findEntry } from "@/lib/server/owner";

export const metadata: Metadata = { title: "Enter" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function EnterPage({ searchParams }: Props) {
  const next = nextPathSchema.parse((await searchParams).next);
  const entry = await findEntry();
  switch (entry) {
    case "inside": return redirect(next);
    case "codes": return <EntryPage><EntryForm next={next} /></EntryPage>;
    case "open": return <EntryPage><NoCookie next={next} /></EntryPage>;
    case "loopback": return notFound();
    default: return entry satisfies never;
  }
}
