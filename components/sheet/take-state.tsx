"use client";

import { useTranslations } from "@/components/language/translations";
import { useElapsedMs } from "@/components/sheet/clock";
import { stateLine, type StateLine, type StateTone } from "@/components/sheet/state-line";
import { isSettled, type Generation } from "@/lib/generations/generation";

const DOT: Record<StateTone, string> = { running: "bg-pencil", good: "bg-good", warn: "bg-warn", bad: "bg-bad", quiet: "bg-ink-3" };

export function TakeState({ generation, usualMs }: { generation: Generation; usualMs: number | null }) {
  const t = useTranslations();
  if (isSettled(generation)) return <Line {...stateLine(t, generation, 0, usualMs)} />;
  return <TickingState generation={generation} usualMs={usualMs} />;
}

/** Apart, so that each second draws one line again and nothing else. */
function TickingState({ generation, usualMs }: { generation: Generation; usualMs: number | null }) {
  const t = useTranslations();
  return <Line {...stateLine(t, generation, useElapsedMs(generation.createdAt), usualMs)} />;
}

/** One line in every state: where room is short, the usual time wraps out of sight. */
function Line({ tone, text, usual = "" }: StateLine) {
  return (
    <p title={`${text}${usual}`} className="flex h-5 min-w-0 flex-wrap overflow-hidden text-label text-ink-2 tabular-nums @min-[560px]/sheet:justify-end">
      <span className="flex max-w-full items-baseline gap-2">
        <span aria-hidden className={`size-2 shrink-0 rounded-full ${DOT[tone]}`} />
        <span className="truncate">{text}</span>
      </span>
      {usual && <span>{usual}</span>}
    </p>
  );
}
