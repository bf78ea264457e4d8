"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadTakeMenu } from "@/components/sheet/sheet-parts";
import { takeMenuId } from "@/components/sheet/frame-acts";
import type { Generation } from "@/lib/generations/generation";

const TakeMenu = dynamic(loadTakeMenu, { ssr: false });

export function TakeMenuButton({ generation, tabIndex }: { generation: Generation; tabIndex: number }) {
  const t = useTranslations();
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        ref={setAnchor}
        id={takeMenuId(generation.id)}
        type="button"
        tabIndex={tabIndex}
        title={t("sheet.keyHint", { verb: t("sheet.take.verbs"), key: "M" })}
        aria-label={t("sheet.take.more", { take: generation.take })}
        aria-haspopup="menu"
        aria-expanded={state === "open"}
        className="relative h-8 w-7 shrink-0 rounded text-field leading-none tracking-[1.5px] text-ink-2 hover:bg-raised hover:text-ink touch:after:absolute touch:after:-inset-2"
        onClick={() => setState(state === "open" ? "closed" : "open")}
      >
        ···
      </button>
      {state !== "never" && <TakeMenu generation={generation} anchor={anchor} open={state === "open"} onClose={() => setState("closed")} />}
    </>
  );
}
