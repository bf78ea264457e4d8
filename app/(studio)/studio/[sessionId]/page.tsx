import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FreshStudio } from "@/components/sessions/fresh-studio";
import { titleText } from "@/components/sessions/session-text";
import { sheetOfAnswer } from "@/lib/generations/sheet-answer";
import { defaultModel } from "@/lib/models/catalog";
import { composerModelOf } from "@/lib/models/studio-model";
import { requestTranslator } from "@/lib/server/language";
import { openSession } from "@/lib/server/sessions/open";

type Props = { params: Promise<{ sessionId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [open, t] = await Promise.all([openSession((await params).sessionId), requestTranslator()]);
  return { title: open === null ? t("app.nothingHere") : titleText(t, open.session.title) };
}

export default async function StudioPage({ params }: Props) {
  const open = await openSession((await params).sessionId);
  if (open === null) notFound();
  const { session, references, answer, from, wasShared } = open;
  return <FreshStudio key={session.id} session={session} model={composerModelOf(defaultModel)} references={references} from={from} wasShared={wasShared} initial={sheetOfAnswer(answer)} />;
}
