"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadEngineFacts } from "@/components/on-demand";
import type { EngineState } from "@/lib/generations/submit";

const EngineFacts = dynamic(loadEngineFacts, { ssr: false });

/** Which engine makes the pictures, and what that means, one click away. */
export function EnginePill({ engine, modelName }: { engine: EngineState; modelName: string }) {
  const t = useTranslations();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const isDemo = engine.engine === "demo";
  const name = isDemo ? t("header.demoEngine") : "RunComfy";
  return (
    <div role="group" aria-label={t("header.engine")} data-name="Engine">
      <button
        ref={anchor}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => {
          setWanted(true);
          setOpen(!open);
        }}
        className="relative flex items-center gap-2 rounded-full border border-line px-2.5 text-label leading-6 text-ink-2 hover:border-line-strong hover:text-ink max-sm:border-transparent touch:after:absolute touch:after:-inset-y-2.5 touch:after:inset-x-0 max-sm:touch:after:-inset-x-2"
      >
        <span aria-hidden className={`size-2 rounded-full ${isDemo ? "bg-ink-3" : "bg-good"}`} />
        {/* On a telephone the session's name needs the room. */}
        <span className="max-sm:sr-only">{name}</span>
      </button>
      {wanted && <EngineFacts engine={engine} modelName={modelName} title={name} anchor={anchor} open={open} onOpenChange={setOpen} />}
    </div>
  );
}
