import type { ReactNode } from "react";
import { LanguageSwitch } from "@/components/header/language-switch";
import { Mark } from "@/components/header/mark";

export function EntryPage({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-80 flex-col justify-center gap-6 px-5 pb-[12dvh]">
      <h1 className="flex items-center gap-3 text-title font-semibold">
        <Mark />
        Contact Sheet
      </h1>
      {children}
      <div className="absolute top-2.5 right-4"><LanguageSwitch /></div>
    </main>
  );
}
