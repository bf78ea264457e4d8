import type { ReactNode } from "react";
import { TranslationsProvider } from "@/components/language/translations";
import { requestMessagesOf } from "@/lib/server/language";

/** A visitor's page brings the texts of a share and no others. */
export default async function ShareLayout({ children }: { children: ReactNode }) {
  const { language, messages } = await requestMessagesOf("share.");
  return <TranslationsProvider language={language} messages={messages}>{children}</TranslationsProvider>;
}
