"use client";

import type { RefObject } from "react";
import { NotifySwitch } from "@/components/header/notify-switch";
import { useTranslations } from "@/components/language/translations";
import { Popover } from "@/components/ui/popover";
import { formatUsd } from "@/lib/budget/money";
import type { EngineState } from "@/lib/generations/submit";

type Props = { engine: EngineState; modelName: string; title: string; anchor: RefObject<HTMLElement | null>; open: boolean; onOpenChange: (open: boolean) => void };

/** What the engine's name means, and how its end is told. Loaded when it is asked for. */
export function EngineFacts({ engine, modelName, ...popover }: Props) {
  const t = useTranslations();
  return (
    <Popover {...popover}>
      {engine.engine === "demo" ? (
        <>
          <p className="text-ink-2">{t("header.demoIsFree", { demo: t("composer.demo") })}</p>
          <p className="text-ink-2">{t("header.tokenMakes", { model: modelName })}</p>
        </>
      ) : (
        <>
          <p className="text-ink-2">
            {engine.pricePerOutputMicroUsd === null
              ? t("header.noPriceYet", { model: modelName })
              : t("header.priceEach", { model: modelName, price: formatUsd(engine.pricePerOutputMicroUsd) })}
          </p>
          {/* On a telephone the header has no room for it. */}
          <p className="text-ink-2 tabular-nums md:hidden">{t("header.spentToday", { spent: formatUsd(engine.spentTodayMicroUsd), cap: formatUsd(engine.capPerDayMicroUsd) })}</p>
        </>
      )}
      <NotifySwitch />
    </Popover>
  );
}
