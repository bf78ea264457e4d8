"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { UploadRuns } from "@/components/composer/upload-runs";
import { Announcer } from "@/components/ui/announcer";
import { Toaster } from "@/components/ui/toaster";
import { noteOutdated } from "@/components/version/new-version";
import { PartMissing } from "@/lib/part-missing";

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => new QueryClient({ queryCache: new QueryCache({ onError: noteMissing }) }));
  return (
    <QueryClientProvider client={queryClient}>
      {children}
      <Announcer />
      <Toaster />
      <UploadRuns />
    </QueryClientProvider>
  );
}

function noteMissing(error: Error): void {
  if (error instanceof PartMissing) noteOutdated("part_missing");
}
