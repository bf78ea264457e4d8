"use client";

import { useEffect, type ReactNode } from "react";
import { useTranslations } from "@/components/language/translations";
import { announce } from "@/components/ui/announcer";
import { SheetRefused } from "@/lib/generations/queries";
import type { MessageKey } from "@/lib/messages/translator";

/**
 * What must be seen wherever the sheet is scrolled to. It is the space above the first take, and stays under the header:
 * trouble has a bar there of its own, and nothing moves or is covered when that comes and goes.
 */
export function TopEdge({ error, children }: { error: Error | null; children: ReactNode }) {
  const t = useTranslations();
  const key = troubleKey(error);
  const trouble = key && t(key);
  useEffect(() => {
    if (trouble) announce(trouble);
  }, [trouble]);
  return (
    <div className="pointer-events-none sticky top-header z-20 -mx-3.5 flex h-6 flex-col items-center *:shrink-0 md:-mx-[22px]">
      {trouble && <p data-trouble className="flex h-6 w-full items-center justify-center border-b border-warn bg-sheet px-3.5 text-hint whitespace-nowrap text-ink">{trouble}</p>}
      {children}
    </div>
  );
}

function troubleKey(error: Error | null): Extract<MessageKey, `sheet.trouble.${string}`> | null {
  // Of a session that is gone the composer tells, which has something to carry on.
  if (error === null || (error instanceof SheetRefused && error.status === 404)) return null;
  return error instanceof SheetRefused ? "sheet.trouble.refused" : "sheet.trouble.unanswered";
}
