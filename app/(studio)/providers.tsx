"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { UploadRuns } from "@/components/composer/upload-runs";
import { TranslationsProvider } from "@/components/language/translations";
import { Announcer } from "@/components/ui/announcer";
import { Toaster } from "@/components/ui/toaster";
import { noteOutdated } from "@/components/version/new-version";
import type { Language } from "@/lib/messages/language";
import type { Messages } from "@/lib/messages/translator";
import { PartMissing } from "@/lib/part-missing";

type Props = { language: Language; messages: Messages; children: ReactNode };

export function Providers({ language, messages, children }: Props) {
  const [queryClient] = useState(() => new QueryClient({ queryCache: new QueryCache({ onError: noteMissing }) }));
  return (
    <TranslationsProvider language={language} messages={messages}>
      <QueryClientProvider client={queryClient}>
        {children}
        <Announcer />
        <Toaster />
        <UploadRuns />
      </QueryClientProvider>
    </TranslationsProvider>
  );
}

function noteMissing(error: Error): void {
  if (error instanceof PartMissing) noteOutdated("part_missing");
}
