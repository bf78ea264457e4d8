import { LeaveButton } from "@/components/enter/leave-button";
import { EnginePill } from "@/components/header/engine-pill";
import { LanguageSwitch } from "@/components/header/language-switch";
import { Mark } from "@/components/header/mark";
import { ThemeSwitch } from "@/components/header/theme-switch";
import { useTranslations } from "@/components/language/translations";
import type { NamedSession } from "@/components/sessions/session-acts";
import { SessionTitle } from "@/components/sessions/session-title";
import { askSheet } from "@/components/sheet/sheet-asks";
import { Button } from "@/components/ui/button";
import { formatUsd } from "@/lib/budget/money";
import type { EngineState } from "@/lib/generations/submit";

type Props = { session: NamedSession; engine: EngineState; modelName: string; /** There is a take to share. */ canShare: boolean };

export function StudioHeader({ session, engine, modelName, canShare }: Props) {
  const t = useTranslations();
  return (
    <header className="sticky top-0 z-20 col-span-full flex h-header items-center gap-3 border-b border-line bg-paper px-4.5 max-md:px-4">
      <Mark />
      <span className="text-[15px] font-semibold whitespace-nowrap max-md:sr-only">Contact Sheet</span>
      <SessionTitle session={session} />
      <div className="ml-auto flex shrink-0 items-center gap-2.5">
        <EnginePill engine={engine} modelName={modelName} />
        {engine.engine === "runcomfy" && (
          <span className="rounded-full border border-line px-2.5 text-label leading-6 text-ink-2 tabular-nums max-md:hidden">
            {t("header.spentToday", { spent: formatUsd(engine.spentTodayMicroUsd), cap: formatUsd(engine.capPerDayMicroUsd) })}
          </span>
        )}
        {canShare && <Button data-name="Share" aria-haspopup="dialog" className="max-md:hidden" onClick={() => askSheet({ kind: "share", sharing: { kind: "session" } })}>{t("sheet.share")}</Button>}
        <LanguageSwitch />
        <ThemeSwitch />
        {/* On a telephone the title needs the room: the library has it too. */}
        <LeaveButton className="max-md:hidden" />
      </div>
    </header>
  );
}
