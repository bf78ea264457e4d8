"use client";

import { Button } from "@/components/ui/button";

export default function StudioError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 px-5">
      <h1 className="text-title font-medium">This page broke</h1>
      <p className="text-ink-2">What you typed and what was made is kept. A take that was running goes on.</p>
      {digest && <p className="facts text-ink-3">In the server's log: {digest}</p>}
      <Button look="primary" onClick={retry}>Try again</Button>
    </main>
  );
}
